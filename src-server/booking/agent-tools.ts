import type { Booking, CancellationTerms, FactName, SomeFacts } from '../contract/bookings.ts';
import type { BusinessProfile } from '../contract/business.ts';
import { AppError } from '../core/errors.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import type { createAmendBooking } from './amend-booking.ts';
import { findCurrentBooking, getBookingRow } from './booking.store.ts';
import type { BookingDeps } from './booking-deps.ts';
import { knownFacts } from './booking-facts.ts';
import { readBusinessProfile } from './business-profile.store.ts';
import { type createCancelBooking, readCancellationTerms } from './cancel-booking.ts';
import { type BookingCustomer, beginBooking } from './create-booking.ts';
import type { createFillBooking } from './fill-booking.ts';
import type { createHoldBooking } from './hold-booking.ts';
import type { createMoveBooking } from './move-booking.ts';
import { readBooking, toBooking } from './read-booking.ts';
import { rescheduleTerms } from './reschedule.ts';
import { listFreeStarts } from './take-chefs.ts';
import { readTalkMemory, type TalkMemory, writeTalkMemory } from './talk-memory.store.ts';

export interface BookingActions {
  fill: ReturnType<typeof createFillBooking>;
  amend: ReturnType<typeof createAmendBooking>;
  hold: ReturnType<typeof createHoldBooking>;
  cancel: ReturnType<typeof createCancelBooking>;
  move: ReturnType<typeof createMoveBooking>;
}

interface Source {
  by: 'customer';
  messageId: string;
}

/** What an agent may do with bookings, in the form in which it asks for it. */
export function createAgentTools(deps: BookingDeps, actions: BookingActions) {
  const { fill, amend, hold, cancel, move } = actions;
  return {
    hasPaymentLink: deps.paymentProvider !== 'manual',
    readTimeZone: deps.readTimeZone,
    readProfile: async (db: Queryable): Promise<BusinessProfile> => (await readBusinessProfile(db)).profile,
    async findCurrent(
      db: Queryable,
      { conversationId, customerId, channel }: { conversationId: string; customerId: string; channel: string },
    ): Promise<Booking | undefined> {
      // Who chats may call themselves whatever they like; a phone number that a text message comes from is theirs.
      const known = { conversationId, customerId: channel === 'live_chat' ? null : customerId };
      const row = await findCurrentBooking(db, known, deps.clock.now());
      return row === undefined ? undefined : toBooking(db, row);
    },
    read: readBooking,
    begin: (tx: Transaction, customer: BookingCustomer): Promise<string> => beginBooking(tx, deps, customer),
    fill: (
      tx: Transaction,
      id: string,
      facts: SomeFacts,
      source: Source,
    ): Promise<{ problems: { fact: FactName; message: string }[] }> => fill(tx, id, facts, source),
    amend: (tx: Transaction, id: string, facts: SomeFacts, source: Source) => amend(tx, id, facts, source),
    hold,
    cancel,
    async cancellationTerms(db: Queryable, id: string): Promise<CancellationTerms> {
      return readCancellationTerms(db, await getBookingRow(db, id), deps.clock.now(), await deps.readTimeZone(db));
    },
    async moveFee(db: Queryable, id: string): Promise<number> {
      const { ledger, rescheduleCount } = await getBookingRow(db, id);
      const { date, time } = knownFacts(ledger);
      const { profile } = await readBusinessProfile(db);
      if (date === undefined || time === undefined) throw new AppError('CONFLICT', 'This party has no date yet.');
      const booking = { date, time, changesBefore: rescheduleCount };
      const terms = rescheduleTerms(profile, booking, deps.clock.now(), await deps.readTimeZone(db));
      if (terms.kind === 'allowed') return terms.feeCents;
      throw new AppError(
        'CONFLICT',
        `Within ${profile.rescheduling.latestHours} hours of the party a change of date counts as a cancellation.`,
      );
    },
    move: (tx: Transaction, id: string, start: { date: string; time: string } & Source): Promise<number> =>
      move(tx, id, start),
    async listFreeTimes(db: Queryable, date: string, guests: number, exceptBooking?: string): Promise<string[]> {
      const { profile } = await readBusinessProfile(db);
      const timeZone = await deps.readTimeZone(db);
      const starts = await listFreeStarts(db, profile, { date, guests, timeZone, exceptBooking }, deps.clock.now());
      return starts.map((start) => start.time);
    },
    readMemory: (db: Queryable, id: string): Promise<TalkMemory> => readTalkMemory(db, id),
    writeMemory: writeTalkMemory,
  };
}
