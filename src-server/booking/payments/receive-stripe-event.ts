import type Stripe from 'stripe';
import { z } from 'zod';
import type { Database, Transaction } from '../../database/database.ts';
import { getBookingRow } from '../booking.store.ts';
import { emitBookingUpdated } from '../booking-deps.ts';
import { findPayment, listPayments, markSettled, voidPayment } from '../payment.store.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { insertPaymentEvent } from './payment-event.store.ts';
import type { createSettleAndTell } from './settle-and-tell.ts';

export interface ReceiveStripeEventDeps extends Pick<PaymentDeps, 'clock'> {
  db: Database;
  settleAndTell: ReturnType<typeof createSettleAndTell>;
}

const PaymentId = z.uuid();

/**
 * Books what Stripe tells, each event once and with its effect in one transaction. Events about what the desk did not
 * make are noted and have no effect: an account may serve more than this desk.
 */
export function createReceiveStripeEvent(deps: ReceiveStripeEventDeps) {
  return function receiveStripeEvent(event: Stripe.Event): Promise<void> {
    return deps.db.transaction(async (tx) => {
      const { id: externalId, type } = event;
      if (!(await insertPaymentEvent(tx, { provider: 'stripe', externalId, type }, deps.clock.now()))) return;
      const payment = await paymentOf(tx, event);
      if (payment === undefined) return;
      switch (event.type) {
        case 'checkout.session.completed':
        case 'checkout.session.async_payment_succeeded': {
          // Some ways to pay take days; the second event comes when the money is there, and the customer may be asleep.
          const mayWait = event.type === 'checkout.session.async_payment_succeeded';
          if (event.data.object.payment_status === 'paid') await deps.settleAndTell(tx, payment.id, null, { mayWait });
          return;
        }
        case 'checkout.session.async_payment_failed':
        case 'checkout.session.expired':
          if (await voidPayment(tx, payment.id, deps.clock.now())) await tell(tx, payment.bookingId);
          return;
        case 'refund.updated':
          if (event.data.object.status !== 'succeeded') return;
          await markSettled(tx, payment.id, 'paid', null, deps.clock.now());
          await tell(tx, payment.bookingId);
          return;
        case 'charge.refunded':
          await settleRefunds(tx, payment.bookingId, event.data.object.amount_refunded);
          return;
      }
    });
  };

  /** The payment that the event names in what we gave Stripe to keep with it. */
  async function paymentOf(tx: Transaction, event: Stripe.Event) {
    const { object } = event.data;
    const named = 'metadata' in object ? object.metadata?.paymentId : undefined;
    const { data: id } = PaymentId.safeParse(named);
    return id === undefined ? undefined : findPayment(tx, id);
  }

  /** Marks refunds that are under way as done, as far as the money that went back reaches, the oldest first. */
  async function settleRefunds(tx: Transaction, bookingId: string, refundedCents: number): Promise<void> {
    const payments = await listPayments(tx, bookingId);
    let leftCents = refundedCents;
    for (const { id, amountCents } of payments.filter((one) => one.purpose === 'refund' && one.status === 'pending')) {
      if (amountCents <= leftCents) await markSettled(tx, id, 'paid', null, deps.clock.now());
      leftCents -= amountCents;
    }
    await tell(tx, bookingId);
  }

  async function tell(tx: Transaction, bookingId: string): Promise<void> {
    emitBookingUpdated(tx, await getBookingRow(tx, bookingId));
  }
}
