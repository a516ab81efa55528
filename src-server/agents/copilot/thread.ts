import { sentences } from '../../models/text/sentences.ts';
import { terms } from '../../models/text/words.ts';
import { asksForPerson, courtesyOnly } from '../route-message.ts';

/** One line of a conversation as the copilot reads it. */
export interface ThreadMessage {
  id: string;
  seq: number;
  from: 'customer' | 'ai' | 'staff' | 'desk';
  /** Of the member of staff who wrote it. */
  author: string | null;
  text: string;
  /** What an AI message does: `answer`, `declined`, `handover`, … */
  kind: string | null;
  /** What a customer's message was understood as. */
  intent: string | null;
  /** Codes of the articles that an answer cites. */
  codes: string[];
  at: string;
}

/** What the customer has written since somebody last answered. Being told that a person will come is no answer. */
export function openMessages(messages: readonly ThreadMessage[]): ThreadMessage[] {
  const answered = messages.findLastIndex(
    ({ from, kind }) => from === 'staff' || (from === 'ai' && kind !== 'handover' && kind !== 'payment'),
  );
  return messages.slice(answered + 1).filter(({ from }) => from === 'customer');
}

/** Those of them that ask for anything: thanks, greetings and the wish for a person, who is there now, wait for no answer. */
export function openQuestions(messages: readonly ThreadMessage[]): ThreadMessage[] {
  return openMessages(messages).filter(
    ({ text }) =>
      !courtesyOnly(text) && sentences(text).some((sentence) => !courtesyOnly(sentence) && !asksForPerson(sentence)),
  );
}

/** Two questions with this much of their words in common ask the same. */
const SAME_SHARE = 0.6;

/** An earlier message of the customer that asks what the newest open one asks. */
export function askedBefore(messages: readonly ThreadMessage[]): ThreadMessage | undefined {
  const latest = openQuestions(messages).at(-1);
  if (latest === undefined) return undefined;
  const asked = new Set(terms(latest.text));
  if (asked.size < 2) return undefined;
  return messages.findLast(({ from, seq, text }) => {
    if (from !== 'customer' || seq >= latest.seq) return false;
    const earlier = new Set(terms(text));
    const shared = [...asked].filter((term) => earlier.has(term)).length;
    return shared / (asked.size + earlier.size - shared) >= SAME_SHARE;
  });
}

export function shortened(text: string, characters = 120): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= characters ? line : `${line.slice(0, characters - 1).trimEnd()}…`;
}
