import type { SummaryFact } from '../../../contract/copilot.ts';
import type { SummaryReply } from '../../../models/openai/prompts/summarise-thread.ts';
import { sentences } from '../../../models/text/sentences.ts';
import { claimsOf, isStated } from '../../checks/claims.ts';
import { bindingTerms, isNegated } from '../../checks/promises.ts';
import { addressesIn, namesIn, plainCase, wordsOf } from '../rewrite/exact-parts.ts';
import type { ThreadMessage } from '../thread.ts';

export interface CheckedSummary {
  wants: SummaryFact[];
  agreed: SummaryFact[];
  tried: SummaryFact[];
  open: SummaryFact[];
  nextStep: SummaryFact[];
  leftOutCount: number;
}

const MOST_CHARACTERS = 300;

/**
 * Keeps of a model's summary what can be looked up: each statement names a message that there is, and everything exact
 * in it (amounts, days, counts, names, links, promises) stands in that one message. What a customer says of money or
 * gifts is never agreed, however it is put: only the business can agree to it.
 */
export function checkSummary(
  reply: SummaryReply,
  messages: readonly ThreadMessage[],
  isWord: (word: string) => boolean,
): CheckedSummary {
  let leftOutCount = 0;
  const keep = (entries: SummaryReply['wants'], mayStand: (fact: Entry) => boolean): SummaryFact[] =>
    entries.flatMap(({ text, message }) => {
      const entry = { text: text.replace(/\s+/g, ' ').trim(), message: messages[message] };
      if (entry.text !== '' && isStatedIn(entry, isWord) && mayStand(entry))
        return [{ label: null, text: entry.text, messageId: entry.message?.id ?? null }];
      leftOutCount += 1;
      return [];
    });
  const anything = () => true;
  const wants = keep(reply.wants, ({ message }) => message?.from === 'customer');
  const agreed = keep(reply.agreed, (entry) => entry.message?.from !== 'customer' || !isGranted(entry.text));
  const tried = keep(reply.tried, ({ message }) => message?.from !== 'customer');
  const open = keep(reply.open, anything);
  const nextStep = keep(reply.next_step === null ? [] : [reply.next_step], ({ text }) => !isGranted(text));
  return { wants, agreed, tried, open, nextStep, leftOutCount };
}

interface Entry {
  text: string;
  message: ThreadMessage | undefined;
}

function isStatedIn({ text, message }: Entry, isWord: (word: string) => boolean): boolean {
  if (message === undefined || text.length > MOST_CHARACTERS) return false;
  const known = claimsOf(message.text);
  const words = wordsOf(`${message.text} ${message.author ?? ''}`);
  const addresses = addressesIn(message.text);
  return (
    claimsOf(text).every((claim) => isStated(claim, known)) &&
    [...addressesIn(text)].every((address) => addresses.has(address)) &&
    [...namesIn(text, { known: [], isWord })].every((name) => words.has(plainCase(name)) || isRole(name)) &&
    bindingTerms(text).every((term) => saysTheSame(term, text, message.text))
  );
}

/** "The AI answered", "Customer wants": who it was, not what was said. */
const isRole = (name: string): boolean => /^(?:ai|customer|staff|desk)$/i.test(name);

function saysTheSame(term: string, text: string, source: string): boolean {
  const speaking = source
    .split('\n')
    .flatMap((line) => sentences(line))
    .filter((sentence) => bindingTerms(sentence).includes(term));
  return speaking.some((sentence) => isNegated(sentence) === isNegated(text));
}

/** Whether it is about money, shares or gifts, which only the business can grant. */
function isGranted(text: string): boolean {
  return claimsOf(text).some(({ kind }) => kind === 'money' || kind === 'percent') || bindingTerms(text).some(isGift);
}

const GIFTS = new Set(
  bindingTerms('refund discount compensation compensate voucher waive waived waiver free complimentary guarantee'),
);
const isGift = (term: string): boolean => GIFTS.has(term);
