import { getBookingRow } from '../booking.store.ts';
import { emitBookingUpdated } from '../booking-deps.ts';
import { getPayment, markSettled, setExternalId } from '../payment.store.ts';
import type { PaymentDeps } from './payment-deps.ts';

/** Which refund is made of which payment. */
export interface RefundOrder {
  refundId: string;
  paidId: string;
}

/** Has the payment service give money back, once, and notes when it has. Refunds by hand wait until staff record them. */
export function createGiveBack(deps: Pick<PaymentDeps, 'db' | 'clock' | 'provider'>) {
  return async function giveBack({ refundId, paidId }: RefundOrder, signal: AbortSignal): Promise<void> {
    const refund = await getPayment(deps.db, refundId);
    const { externalId: paidExternalId } = await getPayment(deps.db, paidId);
    // Without an id of the service, the money came by hand and goes back by hand.
    if (refund.status !== 'pending' || paidExternalId === null) return;
    const { bookingId, amountCents } = refund;
    const made = await deps.provider.refund({ refundId, bookingId, amountCents, paidExternalId }, signal);
    if (made === undefined) return;
    await deps.db.transaction(async (tx) => {
      const now = deps.clock.now();
      await setExternalId(tx, refundId, made.externalId, now);
      if (made.isDone) await markSettled(tx, refundId, 'paid', null, now);
      emitBookingUpdated(tx, await getBookingRow(tx, bookingId));
    });
  };
}
