import { emitBookingUpdated } from './booking-deps.ts';
import { deleteChefSlots } from './chef-slot.store.ts';
import { forgetCheckout, listDeadCheckouts, voidPendingPayments } from './payment.store.ts';
import type { PaymentDeps } from './payments/payment-deps.ts';
import { completePastParties, releaseExpiredHolds } from './tend.store.ts';

const CHECKOUTS_A_RUN = 50;

/**
 * What time alone changes: parties that are over are completed, holds that ran out are quotes again, and payment pages
 * that nobody should use any more are closed. Money that comes all the same is given back.
 */
export function createTendBookings({ db, clock, provider }: Pick<PaymentDeps, 'db' | 'clock' | 'provider'>) {
  return async function tendBookings(signal: AbortSignal): Promise<void> {
    await db.transaction(async (tx) => {
      const now = clock.now();
      for (const booking of await completePastParties(tx, now)) emitBookingUpdated(tx, booking);
      for (const booking of await releaseExpiredHolds(tx, now)) {
        await deleteChefSlots(tx, booking.id);
        await voidPendingPayments(tx, booking.id, now);
        emitBookingUpdated(tx, booking);
      }
    });
    for (const { id, externalId } of await listDeadCheckouts(db, CHECKOUTS_A_RUN)) {
      if (externalId !== null) await provider.expire(externalId, signal);
      await forgetCheckout(db, id);
    }
  };
}
