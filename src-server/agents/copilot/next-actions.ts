import type { Booking, FactName } from '../../contract/bookings.ts';
import type { BusinessProfile } from '../../contract/business.ts';
import type { NextAction } from '../../contract/copilot.ts';
import { listOf, money, questionFor, startWords } from '../booking-words.ts';
import { courtesyOnly } from '../route-message.ts';
import type { Situation } from './situation.ts';
import { askedBefore, openMessages, openQuestions, shortened } from './thread.ts';

const MOST_ACTIONS = 3;
/** So many facts can be asked for in one message without it reading like a form. */
const MOST_ASKED = 3;

/**
 * What to do next in a conversation, the most pressing first, by rules over its state alone. Amounts, days and links in
 * the texts come from the booking. The caller shows what `staffId` may do: without the conversation, only taking it.
 */
export function nextActions(situation: Situation, staffId: string): NextAction[] {
  const { conversation } = situation;
  if (conversation.status === 'closed') return [];
  if (conversation.handler !== 'staff' || conversation.assignee?.id !== staffId) return takeOver(situation);
  return [...answer(situation), ...remindOfOffer(situation), ...bookingActions(situation), ...resolve(situation)].slice(
    0,
    MOST_ACTIONS,
  );
}

function takeOver({ conversation: { escalation, assignee, waitingSince }, now }: Situation): NextAction[] {
  if (escalation === null || escalation.status !== 'open' || assignee !== null) return [];
  const dueMs = escalation.dueAt === null ? undefined : Date.parse(escalation.dueAt) - now.getTime();
  const due =
    dueMs === undefined ? '' : dueMs < 0 ? ` It was due ${minutes(-dueMs)} ago.` : ` It is due in ${minutes(dueMs)}.`;
  const waits =
    waitingSince === null ? '' : ` The customer has waited for ${minutes(now.getTime() - Date.parse(waitingSince))}.`;
  return [{ kind: 'take_over', title: 'Take over', detail: `${escalation.detail}${due}${waits}`.trim() }];
}

function answer({ messages, now }: Situation): NextAction[] {
  const open = openQuestions(messages).at(-1);
  if (open === undefined) return [];
  const before = askedBefore(messages);
  const waits = `${minutes(now.getTime() - Date.parse(open.at))}`;
  const detail =
    before === undefined
      ? `“${shortened(open.text, 80)}” has waited for ${waits}.`
      : `The customer asks this for the second time: “${shortened(open.text, 80)}”. Answer that first.`;
  return [
    { kind: 'draft_reply', title: before === undefined ? 'Draft a reply' : 'Answer the repeated question', detail },
  ];
}

/** An offer that nobody answers is no settlement. The yes itself is the complaint agent's to carry out. */
function remindOfOffer({ offered }: Situation): NextAction[] {
  if (offered === undefined) return [];
  return [
    {
      kind: 'insert_text',
      title: 'Ask about the offer',
      detail: `For the complaint ${offered} was offered, and neither taken nor declined. Hand the conversation back after asking: on a yes the AI grants it within the limits.`,
      text: `To make up for what happened we offered you ${offered}. Would you like that?`,
    },
  ];
}

function bookingActions({ booking, profile, messages }: Situation): NextAction[] {
  if (booking === undefined) return [];
  if (booking.status === 'awaiting_deposit') return remindOfDeposit(booking, messages.at(-1)?.text ?? '');
  if (booking.status === 'draft' && booking.missing.length > 0) return askFor(booking.missing, profile);
  if (booking.status === 'quoted' && booking.quote !== null)
    return [
      {
        kind: 'show_booking',
        title: 'Keep the date',
        detail: `${startWords(booking.facts)} is quoted at ${money(booking.quote.totalCents, booking.quote.currency)}, but no chef is kept free yet.`,
        bookingId: booking.id,
      },
    ];
  return [];
}

function remindOfDeposit({ id, quote, facts, payments }: Booking, lastText: string): NextAction[] {
  const payment = payments.find(({ purpose, status }) => purpose === 'deposit' && status === 'pending');
  if (quote === null || payment === undefined) return [];
  const amount = money(payment.amountCents, quote.currency);
  const detail = `The ${amount} deposit for ${startWords(facts)} has not arrived.`;
  // By hand: whoever saw it come in records it.
  if (payment.checkoutUrl === null)
    return [{ kind: 'show_booking', title: 'Check the deposit', detail, bookingId: id }];
  if (lastText.includes(payment.checkoutUrl)) return [];
  return [
    {
      kind: 'insert_text',
      title: 'Send the payment link again',
      detail,
      text: `Here is the link for the ${amount} deposit for your party on ${startWords(facts)}: ${payment.checkoutUrl} Your party is booked as soon as it is paid.`,
    },
  ];
}

function askFor(missing: readonly FactName[], profile: BusinessProfile): NextAction[] {
  const asked = missing.slice(0, MOST_ASKED);
  const questions = asked.map((fact) => questionFor(fact, profile));
  const named = listOf(
    asked.map((fact) => FACT_WORDS[fact]),
    'and',
  );
  const text =
    questions.length === 1
      ? (questions[0] ?? '')
      : `To prepare your quote, may I ask:\n${questions.map((question) => `- ${question}`).join('\n')}`;
  return [{ kind: 'insert_text', title: `Ask for ${named}`, detail: 'The quote needs it.', text }];
}

function resolve({ messages }: Situation): NextAction[] {
  const open = openMessages(messages);
  const last = messages.findLast(({ from }) => from !== 'desk');
  if (last?.from !== 'customer' || !open.every(({ text }) => courtesyOnly(text))) return [];
  return [
    {
      kind: 'resolve',
      title: 'Resolve',
      detail: `The customer says “${shortened(last.text, 60)}”, and nothing is open.`,
    },
  ];
}

export const FACT_WORDS: Record<FactName, string> = {
  date: 'the date',
  time: 'the time',
  adults: 'the guests',
  children: 'the children',
  infants: 'the small children',
  address: 'the address',
  miles: 'the distance',
  proteins: 'the proteins',
  addOns: 'the extras',
  allergies: 'allergies',
  name: 'the name',
  phone: 'a phone number',
  email: 'an e-mail address',
  notes: 'notes',
};

function minutes(ms: number): string {
  const whole = Math.max(0, Math.round(ms / 60_000));
  if (whole < 1) return 'less than a minute';
  if (whole < 120) return whole === 1 ? '1 minute' : `${whole} minutes`;
  const hours = Math.round(whole / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
