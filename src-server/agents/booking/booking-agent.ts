import type { ToolCall } from '../../contract/traces.ts';
import type { Clock } from '../../core/clock.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { type Draft, type DraftTrace, ruleTrace } from '../draft.ts';
import type { OpenTask } from '../draft-answer.ts';
import type { Turn } from '../turn.ts';
import { noteToolCalls } from '../turn-journal.ts';
import { say, type Talk, type TalkReply } from './booking-talk.ts';
import type { BookingTools } from './booking-tools.ts';
import { fillIn, nextStep } from './fill-in.ts';
import { readFacts } from './read-facts.ts';
import { cancelsPlainly } from './read-wish.ts';
import { askToCancel, carryOut, talkAboutSettled } from './settled-booking.ts';
import { statesPartyFacts } from './states-facts.ts';

export interface BookingAgentDeps {
  clock: Clock;
  bookings: BookingTools;
}

const READ_EVERY_TURN = ['readProfile', 'readTimeZone', 'readMemory', 'writeMemory'] as const;

/**
 * Books parties in conversation: facts in any order, corrections at any step, left and resumed days later. Everything
 * it does to a booking is done in the transaction that sends its answer, so that nothing is booked for an answer that
 * is dropped, and nothing is told that was not done.
 */
export function createBookingAgent(deps: BookingAgentDeps) {
  return {
    book(turn: Turn, score: number): Draft {
      const trace = ruleTrace('booking', 'booking', score);
      return {
        action: 'transact',
        trace,
        run: async (tx) => {
          // A transaction that is begun again does everything again.
          const toolCalls: ToolCall[] = [];
          const bookings = noteToolCalls(deps.bookings, toolCalls, deps.clock, READ_EVERY_TURN);
          return toDraft(await reply({ ...deps, bookings }, tx, turn), { ...trace, toolCalls }, bookings, tx);
        },
      };
    },

    /** The booking in which this customer's reply is waited for, or that the message asks to change. */
    async findOpenTask(db: Queryable, turn: Turn): Promise<OpenTask | undefined> {
      const booking = await deps.bookings.findCurrent(db, turn);
      if (booking === undefined || booking.conversationId !== turn.conversationId) return undefined;
      const { asked, pending, question } = await deps.bookings.readMemory(db, booking.id);
      const { facts, wish, choices } = readFacts(turn.question, {
        now: deps.clock.now(),
        timeZone: await deps.bookings.readTimeZone(db),
        profile: await deps.bookings.readProfile(db),
        asked,
        known: booking.facts,
      });
      const isReply = Object.keys(facts).length > 0 || wish !== 'none' || choices.dates.length > 0;
      const isAboutBooking = wish === 'cancel' || wish === 'reschedule' || wish === 'status';
      const statesFacts = statesPartyFacts(turn.question, facts, choices);
      const isOpen =
        asked !== undefined || pending !== undefined || isAboutBooking || (statesFacts && !/\?/.test(turn.question));
      const isOrder = (wish === 'cancel' || wish === 'reschedule') && facts.date !== undefined;
      return isOpen ? { agent: 'booking', question, isReply, statesFacts, isOrder } : undefined;
    },
  };
}

async function reply({ bookings, clock }: BookingAgentDeps, tx: Transaction, turn: Turn): Promise<TalkReply> {
  const customer = { conversationId: turn.conversationId, customerId: turn.customerId, channel: turn.channel };
  const [profile, timeZone, found] = [
    await bookings.readProfile(tx),
    await bookings.readTimeZone(tx),
    await bookings.findCurrent(tx, customer),
  ];
  const memory = found === undefined ? { misses: 0 } : await bookings.readMemory(tx, found.id);
  const now = clock.now();
  const reading = readFacts(turn.question, { now, timeZone, profile, asked: memory.asked, known: found?.facts ?? {} });
  const source = { by: 'customer' as const, messageId: turn.questionMessageId };
  const talk: Talk = {
    tx,
    tools: bookings,
    profile,
    timeZone,
    now,
    source,
    reading,
    memory,
    customer,
    isPlainOrder: cancelsPlainly(turn.question),
  };
  const { wish } = reading;
  const hasFacts = Object.keys(reading.facts).length > 0;

  if (found === undefined) {
    if (wish === 'cancel' || wish === 'reschedule' || wish === 'status')
      return { kind: 'hand_over', detail: 'The customer asks about a booking that is not known by this conversation.' };
    const id = await bookings.begin(tx, customer);
    return fillIn(talk, await bookings.read(tx, id), true);
  }
  if (
    memory.pending !== undefined &&
    (wish === 'yes' || (wish === 'cancel' && memory.pending.kind === 'cancel')) &&
    !hasFacts
  )
    return carryOut(talk, found);
  if (wish === 'cancel') return askToCancel(talk, found);
  if (memory.pending?.kind === 'cancel' && wish === 'no' && !hasFacts && found.quote === null)
    return nextStep(talk, found);
  if (memory.pending !== undefined && wish === 'no' && !hasFacts)
    return say(found, 'All right, nothing is changed. What would you like to change or know?');
  if (found.status === 'confirmed') return talkAboutSettled(talk, found);
  if (wish === 'start_over') {
    await bookings.cancel(tx, found.id, 'started over');
    return fillIn(talk, await bookings.read(tx, await bookings.begin(tx, customer)), true);
  }
  if (wish === 'status' || (found.status === 'awaiting_deposit' && !hasFacts)) return talkAboutSettled(talk, found);
  if (wish === 'yes' && !hasFacts) return nextStep(talk, found);
  return fillIn(talk, found, false);
}

async function toDraft(
  answer: TalkReply,
  trace: DraftTrace,
  bookings: BookingTools,
  tx: Transaction,
): Promise<Exclude<Draft, { action: 'transact' }>> {
  if (answer.kind === 'hand_over')
    return { action: 'escalate', reason: 'booking', priority: undefined, detail: answer.detail, trace };
  if (answer.bookingId !== null) await bookings.writeMemory(tx, answer.bookingId, answer.memory);
  return {
    action: 'send',
    text: answer.text,
    metadata: { kind: 'answer', agent: 'booking', intent: 'booking', confidence: 1, model: 'rules', citations: [] },
    citedChunkIds: [],
    exampleIds: [],
    trace: { ...trace, intent: 'booking' },
  };
}
