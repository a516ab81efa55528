import { z } from 'zod';
import type { JobDefinition } from '../../jobs/job.ts';
import { getBookingRow } from '../booking.store.ts';
import { getPayment } from '../payment.store.ts';
import type { createGiveBack, RefundOrder } from './give-back.ts';
import type { createMakeCheckout } from './make-checkout.ts';
import type { PaymentDeps } from './payment-deps.ts';

type Telling = Pick<PaymentDeps, 'db' | 'askForPerson'>;

/** Has the payment page made. Given up, a person sends the customer another way to pay. */
export function checkoutJob(
  makeCheckout: ReturnType<typeof createMakeCheckout>,
  deps: Telling,
): JobDefinition<{ paymentId: string }> {
  return {
    name: 'payment.checkout',
    payload: z.object({ paymentId: z.uuid() }),
    run: ({ paymentId }, { signal }) => makeCheckout(paymentId, signal),
    onGivenUp: ({ paymentId }) =>
      tellStaff(deps, paymentId, 'The payment page could not be made. Please agree on another way to pay the deposit.'),
  };
}

/** Has money given back. Given up, a person does it. */
export function refundJob(giveBack: ReturnType<typeof createGiveBack>, deps: Telling): JobDefinition<RefundOrder> {
  return {
    name: 'payment.refund',
    payload: z.object({ refundId: z.uuid(), paidId: z.uuid() }),
    run: (order, { signal }) => giveBack(order, signal),
    onGivenUp: ({ refundId }) =>
      tellStaff(deps, refundId, 'A refund could not be made. Please give the money back by hand and record it.'),
  };
}

async function tellStaff({ db, askForPerson }: Telling, paymentId: string, detail: string): Promise<void> {
  const { bookingId } = await getPayment(db, paymentId);
  const { conversationId } = await getBookingRow(db, bookingId);
  if (conversationId !== null) await db.transaction((tx) => askForPerson(tx, { conversationId, detail }));
}
