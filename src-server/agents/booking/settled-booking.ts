import type { Booking, SomeFacts } from '../../contract/bookings.ts';
import { AppError } from '../../core/errors.ts';
import {
  cancelledText,
  cancelTermsText,
  freeStartsText,
  holdText,
  money,
  movedText,
  moveTermsText,
  startWords,
  understood,
} from './booking-phrases.ts';
import { guestsOf, say, type Talk, type TalkReply } from './booking-talk.ts';

/** Does what was waiting for a yes. What the database does not grant is said, with what is free instead. */
export async function carryOut(talk: Talk, booking: Booking): Promise<TalkReply> {
  const { tx, tools, profile, memory } = talk;
  const { pending } = memory;
  const { currency } = profile;
  if (pending?.kind === 'cancel' && !isBooked(booking)) return drop(talk, booking);
  if (pending?.kind === 'cancel')
    return say(null, cancelledText(await tools.cancel(tx, booking.id, 'by the customer'), currency));
  return orExplain(talk, booking, async () => {
    if (pending?.kind === 'move') {
      const feeCents = await tools.move(tx, booking.id, { ...pending, ...talk.source });
      return say(booking, movedText(pending, feeCents, currency));
    }
    await tools.hold(tx, booking.id);
    const { quote, facts } = await tools.read(tx, booking.id);
    if (quote === null) throw new Error('A booking was held without a quote.');
    return say(booking, holdText(facts, quote, profile.deposit.holdMinutes, tools.hasPaymentLink));
  });
}

export async function askToCancel(talk: Talk, booking: Booking): Promise<TalkReply> {
  const { tx, tools, profile } = talk;
  if (!isBooked(booking)) {
    if (talk.isPlainOrder) return drop(talk, booking);
    // What may be meant otherwise must not lose what the customer told so far.
    const question = 'Shall I drop your booking request? Nothing is booked yet.';
    return say(booking, question, { asked: talk.memory.asked, pending: { kind: 'cancel' }, question });
  }
  const terms = await tools.cancellationTerms(tx, booking.id);
  return say(booking, cancelTermsText(booking.facts, terms, profile.currency), { pending: { kind: 'cancel' } });
}

function isBooked({ status }: Pick<Booking, 'status'>): boolean {
  return status !== 'draft' && status !== 'quoted';
}

async function drop({ tx, tools }: Talk, booking: Booking): Promise<TalkReply> {
  await tools.cancel(tx, booking.id, 'by the customer');
  return say(null, 'All right, I have dropped it. Nothing was booked and nothing is due.');
}

/** A confirmed party, or one that waits for its deposit: what it is, and what can be changed of it. */
export async function talkAboutSettled(talk: Talk, booking: Booking): Promise<TalkReply> {
  const { tx, tools, reading, profile, source } = talk;
  const { date, time, address, miles, ...others } = reading.facts;
  const isMove = date !== undefined || time !== undefined || reading.wish === 'reschedule';
  if (isMove) return askToMove(talk, booking, { date, time });
  if (address !== undefined && miles !== undefined)
    return { kind: 'hand_over', detail: `The customer wants to move a confirmed party to “${address}”.` };
  if (Object.keys(others).length === 0 || reading.wish === 'status')
    return say(booking, summary(booking, profile.currency));
  return orExplain(talk, booking, async () => {
    await tools.amend(tx, booking.id, others, source);
    const { quote } = await tools.read(tx, booking.id);
    const total = quote === null ? '' : ` The total is now ${money(quote.totalCents, quote.currency)}.`;
    return say(booking, `${understood(others, profile)} I have changed your booking.${total}`);
  });
}

async function askToMove(talk: Talk, booking: Booking, wanted: SomeFacts): Promise<TalkReply> {
  const { tx, tools, profile } = talk;
  const date = wanted.date ?? (wanted.time === undefined ? undefined : booking.facts.date);
  if (date === undefined) return say(booking, 'Which day would you like to move the party to?', { asked: 'date' });
  const free = await tools.listFreeTimes(tx, date, guestsOf(booking), booking.id);
  const time = wanted.time ?? (free.includes(booking.facts.time ?? '') ? booking.facts.time : undefined);
  if (time === undefined || (free.length > 0 && !free.includes(time)))
    return say(booking, freeStartsText(date, free), { asked: free.length === 0 ? 'date' : 'time' });
  return orExplain(talk, booking, async () => {
    const feeCents = await tools.moveFee(tx, booking.id, { date, time });
    return say(booking, moveTermsText(booking.facts, { date, time }, feeCents, profile.currency), {
      pending: { kind: 'move', date, time },
    });
  });
}

/** What the rules refuse is explained in their own words, which are written for customers. */
async function orExplain(talk: Talk, booking: Booking, work: () => Promise<TalkReply>): Promise<TalkReply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'CONFLICT' && error.code !== 'BAD_INPUT')) throw error;
    return say(booking, error.message, { asked: talk.memory.asked });
  }
}

export function summary(booking: Booking, currency: string): string {
  const { facts, quote, status } = booking;
  const state =
    status === 'confirmed'
      ? 'is confirmed'
      : status === 'awaiting_deposit'
        ? 'waits for its deposit'
        : 'is not booked yet';
  const price = quote === null ? '' : ` The total is ${money(quote.totalCents, currency)}.`;
  return `Your party on ${startWords(facts)} for ${guestsOf(booking)} guests ${state}.${price} Tell me if you would like to change something.`;
}
