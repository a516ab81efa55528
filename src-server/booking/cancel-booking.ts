import type { CancellationTerms } from '../contract/bookings.ts';
import { AppError } from '../core/errors.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { type BookingRow, changeBooking, lockBooking } from './booking.store.ts';
import { type BookingDeps, emitBookingUpdated } from './booking-deps.ts';
import { knownFacts } from './booking-facts.ts';
import { readBusinessProfile } from './business-profile.store.ts';
import { deleteChefSlots } from './chef-slot.store.ts';
import { insertPayment, listPayments, paidCents, refundSources, voidPendingPayments } from './payment.store.ts';
import { refundFor } from './refund.ts';

/** What cancelling now would give back, to the cent. Nothing is changed. */
export async function readCancellationTerms(
  db: Queryable,
  booking: Pick<BookingRow, 'id' | 'ledger' | 'status'>,
  now: Date,
  timeZone: string,
): Promise<CancellationTerms> {
  const paid = paidCents(await listPayments(db, booking.id));
  const { date } = knownFacts(booking.ledger);
  if (date === undefined || booking.status !== 'confirmed')
    return { noticeDays: null, paidCents: paid, refundCents: paid, processingFeeCents: 0, keptCents: 0 };
  const { profile } = await readBusinessProfile(db);
  const { noticeDays, refundCents, processingFeeCents, keptCents } = refundFor(
    profile,
    { date, paidCents: paid },
    now,
    timeZone,
  );
  return { noticeDays, paidCents: paid, refundCents, processingFeeCents, keptCents };
}

/** Cancels a booking: its chefs are free, what was asked for is void, and what the rules give back is given back. */
export function createCancelBooking(deps: BookingDeps) {
  return async function cancelBooking(tx: Transaction, bookingId: string, reason: string): Promise<CancellationTerms> {
    const booking = await lockBooking(tx, bookingId);
    if (booking.status === 'cancelled' || booking.status === 'completed')
      throw new AppError(
        'CONFLICT',
        `This booking is ${booking.status === 'cancelled' ? 'cancelled already' : 'over'}.`,
      );
    const now = deps.clock.now();
    const terms = await readCancellationTerms(tx, booking, now, await deps.readTimeZone(tx));
    await deleteChefSlots(tx, bookingId);
    await voidPendingPayments(tx, bookingId, now);
    await changeBooking(
      tx,
      bookingId,
      { status: 'cancelled', cancelledAt: now, cancelReason: reason, heldUntil: null },
      now,
    );
    for (const { payment, amountCents } of refundSources(await listPayments(tx, bookingId), terms.refundCents)) {
      const id = deps.newId();
      const { provider, currency } = payment;
      await insertPayment(tx, { id, bookingId, provider, purpose: 'refund', amountCents, currency }, now);
      await deps.requestRefund(tx, id, payment.id);
    }
    emitBookingUpdated(tx, booking);
    return terms;
  };
}
