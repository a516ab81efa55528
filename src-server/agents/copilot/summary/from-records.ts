import type { Booking } from '../../../contract/bookings.ts';
import type { NextAction, SummaryFact, SummaryField } from '../../../contract/copilot.ts';
import { money, startWords } from '../../booking-words.ts';
import { courtesyOnly } from '../../route-message.ts';
import { FACT_WORDS } from '../next-actions.ts';
import type { Situation } from '../situation.ts';
import { openQuestions, shortened, type ThreadMessage } from '../thread.ts';

export type SummaryFields = Record<'wants' | 'agreed' | 'tried' | 'open' | 'nextStep', SummaryField>;

const MOST_FACTS = 5;
const QUOTED_CHARACTERS = 160;

/**
 * The five fields from what is recorded: the booking, what the router understood, what was cited, the escalation.
 * Quotes are the customer's own words. A field without anything says why.
 */
export function summariseRecords(situation: Situation, actions: readonly NextAction[]): SummaryFields {
  return {
    wants: field(wants(situation), 'The customer has asked for nothing yet.'),
    agreed: field(agreedInBooking(situation.booking), 'Nothing is agreed: there is no booking.'),
    tried: field(tried(situation), 'Nobody has answered yet.'),
    open: field(open(situation), 'Nothing is open: every question has an answer.'),
    nextStep: field(
      actions.slice(0, 1).map(({ title, detail }) => ({ label: null, text: `${title}: ${detail}`, messageId: null })),
      'Nothing is due.',
    ),
  };
}

export function field(facts: readonly SummaryFact[], reason: string): SummaryField {
  const shown = facts.slice(0, MOST_FACTS);
  return { facts: shown, reason: shown.length === 0 ? reason : null };
}

const fact = (label: string | null, text: string, messageId: string | null = null): SummaryFact => ({
  label,
  text,
  messageId,
});
const quoted = (text: string) => `“${shortened(text, QUOTED_CHARACTERS)}”`;

/** What they began with and what they came to last. */
function wants({ messages }: Situation): SummaryFact[] {
  const asked = messages.filter(({ from, text }) => from === 'customer' && !courtesyOnly(text));
  const [first, ...rest] = asked;
  if (first === undefined) return [];
  return [first, ...rest.slice(-2)].map((message) => fact(message.intent, quoted(message.text), message.id));
}

/** What is on the booking, each with the message that said so. */
export function agreedInBooking(booking: Booking | undefined): SummaryFact[] {
  if (booking === undefined) return [];
  const { facts, sources, quote } = booking;
  const { adults = 0, children = 0, infants = 0 } = facts;
  const from = (name: keyof typeof sources) => sources[name]?.messageId ?? null;
  const guests = [
    adults > 0 ? `${adults} adults` : [],
    children > 0 ? `${children} children` : [],
    infants > 0 ? `${infants} small children` : [],
  ].flat();
  const paid = booking.payments
    .filter(({ status, purpose }) => status === 'paid' && purpose !== 'refund')
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
  const state = {
    draft: 'not booked yet',
    quoted: 'quoted, not booked yet',
    awaiting_deposit: 'waits for its deposit',
  };
  const price =
    quote === null
      ? []
      : `${money(quote.totalCents, quote.currency)} in all, deposit ${money(quote.depositCents, quote.currency)}, paid ${money(paid, quote.currency)}`;
  return [
    facts.date === undefined
      ? []
      : fact(
          'date',
          `${startWords(facts)} (${state[booking.status as keyof typeof state] ?? booking.status})`,
          from('date'),
        ),
    guests.length === 0 ? [] : fact('guests', guests.join(', '), from('adults')),
    facts.address === undefined ? [] : fact('address', facts.address, from('address')),
    facts.allergies === undefined ? [] : fact('allergies', facts.allergies, from('allergies')),
    typeof price === 'string' ? fact('amounts', price) : [],
  ].flat();
}

function tried({ messages }: Situation): SummaryFact[] {
  return messages.flatMap((message) => whatItDid(message)).slice(-MOST_FACTS);
}

function whatItDid({ id, from, author, kind, codes, text }: ThreadMessage): SummaryFact[] {
  if (from === 'staff') return [fact(author ?? 'staff', quoted(text), id)];
  if (from !== 'ai' || kind === 'smalltalk' || kind === 'handover') return [];
  if (kind === 'declined') return [fact('AI', 'said that it does not know', id)];
  const source = codes.length === 0 ? '' : ` from ${codes.join(', ')}`;
  return [fact('AI', `answered${source}: ${quoted(text)}`, id)];
}

function open({ conversation, messages, booking }: Situation): SummaryFact[] {
  const asked = openQuestions(messages).slice(-3);
  const reason = conversation.escalation?.detail ?? '';
  const missing = booking?.status === 'draft' ? booking.missing : [];
  return [
    ...asked.map((message) => fact('question', quoted(message.text), message.id)),
    ...(reason === '' ? [] : [fact('handed over', reason)]),
    ...(missing.length === 0 ? [] : [fact('booking', `needs ${missing.map((name) => FACT_WORDS[name]).join(', ')}`)]),
    ...(booking?.status === 'awaiting_deposit' ? [fact('booking', 'the deposit has not arrived')] : []),
  ];
}
