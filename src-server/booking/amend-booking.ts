import type { FactSource, SomeFacts } from '../contract/bookings.ts';
import { AppError } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import { type BookingRow, changeBooking, lockBooking } from './booking.store.ts';
import { type BookingDeps, emitBookingUpdated } from './booking-deps.ts';
import { knownFacts, partyOf, withFacts } from './booking-facts.ts';
import { readBusinessProfile } from './business-profile.store.ts';
import { insertQuote } from './quote.store.ts';
import { guestCount, quoteParty } from './quote.ts';
import { takeChefs } from './take-chefs.ts';

/** What can still be changed of a party that is confirmed; its start is moved by rescheduling. */
export type Amendment = Omit<SomeFacts, 'date' | 'time' | 'address' | 'miles'>;

/**
 * Changes guests, food or notes of a confirmed party until its final count: it is priced anew, its deposit stays as it
 * was, and it gets the chefs that it now needs. CONFLICT when it is too late, or no further chef is free.
 */
export function createAmendBooking(deps: BookingDeps) {
  return async function amendBooking(
    tx: Transaction,
    bookingId: string,
    changes: Amendment,
    source: Omit<FactSource, 'at'>,
  ): Promise<BookingRow> {
    const booking = await lockBooking(tx, bookingId);
    const { date, time } = knownFacts(booking.ledger);
    if (booking.status !== 'confirmed' || booking.startsAt === null || date === undefined || time === undefined)
      throw new AppError('CONFLICT', 'Only a confirmed party is amended. Fill in the booking instead.');
    const now = deps.clock.now();
    const { profile, version } = await readBusinessProfile(tx);
    const hoursLeft = (Date.parse(booking.startsAt) - now.getTime()) / 3_600_000;
    if (hoursLeft < profile.finalGuestCountHours)
      throw new AppError(
        'CONFLICT',
        `Guests and food can be changed until ${profile.finalGuestCountHours} hours before the party. A person can still look into it.`,
      );

    const ledger = withFacts(booking.ledger, changes, { ...source, at: now.toISOString() });
    const party = partyOf(knownFacts(ledger));
    const quote = quoteParty(profile, party);
    const timeZone = await deps.readTimeZone(tx);
    await takeChefs(tx, profile, { bookingId, date, time, guests: guestCount(party), timeZone }, now);
    await insertQuote(tx, { ...quote, id: deps.newId(), bookingId, profileVersion: version }, now);
    const { adults, children, infants } = party;
    await changeBooking(tx, bookingId, { ledger, adults, children, infants }, now);
    emitBookingUpdated(tx, booking);
    return lockBooking(tx, bookingId);
  };
}
