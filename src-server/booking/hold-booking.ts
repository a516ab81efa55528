import { AppError } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import { changeBooking, lockBooking } from './booking.store.ts';
import { type BookingDeps, emitBookingUpdated } from './booking-deps.ts';
import { knownFacts, partyOf } from './booking-facts.ts';
import { findStartProblem } from './business-calendar.ts';
import { readBusinessProfile } from './business-profile.store.ts';
import { insertPayment, voidPendingPayments } from './payment.store.ts';
import { findQuote } from './quote.store.ts';
import { guestCount } from './quote.ts';
import { partyTime, takeChefs } from './take-chefs.ts';

/**
 * The customer wants the quoted party: its chefs are kept free for a while, and the deposit is asked for. CONFLICT when
 * it has no quote, or no chef is free any more. Returns the payment's id.
 */
export function createHoldBooking(deps: BookingDeps) {
  return async function holdBooking(tx: Transaction, bookingId: string): Promise<string> {
    const booking = await lockBooking(tx, bookingId);
    const quote = await findQuote(tx, bookingId);
    const facts = knownFacts(booking.ledger);
    const { date, time } = facts;
    const isQuoted = booking.status === 'quoted' || booking.status === 'awaiting_deposit';
    if (!isQuoted || quote === undefined || date === undefined || time === undefined)
      throw new AppError('CONFLICT', 'There is no quote to accept. Fill in what is missing first.');
    const now = deps.clock.now();
    const timeZone = await deps.readTimeZone(tx);
    const { profile } = await readBusinessProfile(tx);
    const problem = findStartProblem(profile, { date, time }, now, timeZone);
    if (problem !== undefined) throw new AppError('CONFLICT', problem.message);

    const guests = guestCount(partyOf(facts));
    await takeChefs(tx, profile, { bookingId, date, time, guests, timeZone }, now);
    await voidPendingPayments(tx, bookingId, now);
    const paymentId = deps.newId();
    await insertPayment(
      tx,
      {
        id: paymentId,
        bookingId,
        provider: deps.paymentProvider,
        purpose: 'deposit',
        amountCents: quote.depositCents,
        currency: quote.currency,
      },
      now,
    );
    await changeBooking(
      tx,
      bookingId,
      {
        status: 'awaiting_deposit',
        startsAt: partyTime(profile, { date, time }, timeZone).startsAt,
        heldUntil: new Date(now.getTime() + profile.deposit.holdMinutes * 60_000),
      },
      now,
    );
    await deps.requestCheckout(tx, paymentId);
    emitBookingUpdated(tx, booking);
    return paymentId;
  };
}
