import { AppError } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import { changeBooking, lockBooking } from './booking.store.ts';
import { type BookingDeps, emitBookingUpdated } from './booking-deps.ts';
import { knownFacts, partyOf } from './booking-facts.ts';
import { readBusinessProfile } from './business-profile.store.ts';
import { getPayment, insertPayment, markSettled, type PaymentRow } from './payment.store.ts';
import { guestCount } from './quote.ts';
import { takeChefs } from './take-chefs.ts';

/** `recorded`: money that confirms nothing, such as a fee. `given_back`: it came when it bought nothing any more. */
export type SettledAs = 'confirmed' | 'recorded' | 'already_settled' | 'given_back';

/**
 * Money arrived, as the payment service or a member of staff says. A deposit confirms the party, also after its hold ran
 * out where chefs are still free; else, and for a price that was changed since, it is given back and a person has to be
 * told.
 */
export function createSettlePayment(deps: BookingDeps) {
  return async function settlePayment(tx: Transaction, paymentId: string, by: string | null): Promise<SettledAs> {
    const payment = await getPayment(tx, paymentId);
    const booking = await lockBooking(tx, payment.bookingId);
    const now = deps.clock.now();
    if (!(await markSettled(tx, paymentId, 'paid', by, now))) return 'already_settled';
    emitBookingUpdated(tx, booking);
    if (payment.purpose !== 'deposit') return 'recorded';
    if (booking.status !== 'awaiting_deposit' || !(await keepsChefs(tx, booking, now))) {
      await giveBack(tx, payment, now);
      return 'given_back';
    }
    await changeBooking(tx, booking.id, { status: 'confirmed', confirmedAt: now, heldUntil: null }, now);
    return 'confirmed';
  };

  /** The chefs that were held, or others where the hold has run out and somebody else took them. */
  async function keepsChefs(tx: Transaction, booking: Awaited<ReturnType<typeof lockBooking>>, now: Date) {
    const facts = knownFacts(booking.ledger);
    const { date, time } = facts;
    if (date === undefined || time === undefined) return false;
    const { profile } = await readBusinessProfile(tx);
    if (booking.chefs > 0) return true;
    try {
      const timeZone = await deps.readTimeZone(tx);
      const guests = guestCount(partyOf(facts));
      await takeChefs(tx, profile, { bookingId: booking.id, date, time, guests, timeZone }, now);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'CONFLICT') return false;
      throw error;
    }
  }

  async function giveBack(tx: Transaction, payment: PaymentRow, now: Date): Promise<void> {
    const refundId = deps.newId();
    const { bookingId, provider, amountCents, currency } = payment;
    await insertPayment(tx, { id: refundId, bookingId, provider, purpose: 'refund', amountCents, currency }, now);
    await deps.requestRefund(tx, refundId, payment.id);
  }
}
