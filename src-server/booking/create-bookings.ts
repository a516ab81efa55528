import type { Log } from '../core/log.ts';
import type { Jobs } from '../jobs/create-jobs.ts';
import type { JobHandle } from '../jobs/job.ts';
import { createAgentTools } from './agent-tools.ts';
import { createAmendBooking } from './amend-booking.ts';
import { type BookingRoutesDeps, createBookingRoutes } from './booking.routes.ts';
import type { BookingDeps } from './booking-deps.ts';
import { createCancelBooking } from './cancel-booking.ts';
import { createComplaintTools } from './complaint-tools.ts';
import { createFillBooking } from './fill-booking.ts';
import { createHoldBooking } from './hold-booking.ts';
import { createMoveBooking } from './move-booking.ts';
import { createGiveBack } from './payments/give-back.ts';
import { createMakeCheckout } from './payments/make-checkout.ts';
import { checkoutJob, refundJob } from './payments/payment.jobs.ts';
import type { PaymentDeps } from './payments/payment-deps.ts';
import { createReceiveStripeEvent } from './payments/receive-stripe-event.ts';
import { createSettleAndTell, type SettleAndTellDeps } from './payments/settle-and-tell.ts';
import { createStripeWebhook } from './payments/stripe-webhook.routes.ts';
import { createTellSettled, tellSettledJob } from './payments/tell-settled.ts';
import { createSettlePayment } from './settle-payment.ts';
import { createTendBookings } from './tend-bookings.ts';

type OfRoutes = Pick<BookingRoutesDeps, 'getCustomer' | 'readBusinessName'>;

export interface CreateBookingsDeps
  extends OfRoutes,
    Omit<PaymentDeps, 'settle'>,
    Omit<BookingDeps, 'paymentProvider' | 'requestCheckout' | 'requestRefund'> {
  jobs: Pick<Jobs, 'define'>;
  quietLeftMs: SettleAndTellDeps['quietLeftMs'];
  log: Log;
  /** Signs what Stripe tells; without it nothing is listened to. */
  webhookSecret: string | undefined;
}

/** Everything that the rest of the sidecar needs of bookings. */
export function createBookings(deps: CreateBookingsDeps) {
  const checkout: JobHandle<{ paymentId: string }> = deps.jobs.define(checkoutJob(createMakeCheckout(deps), deps));
  const refund = deps.jobs.define(refundJob(createGiveBack(deps), deps));
  const isManual = deps.provider.kind === 'manual';
  const booking: BookingDeps = {
    ...deps,
    paymentProvider: deps.provider.kind,
    requestCheckout: async (tx, paymentId) => (isManual ? undefined : checkout.enqueue(tx, { paymentId })),
    requestRefund: async (tx, refundId, paidId) => (isManual ? undefined : refund.enqueue(tx, { refundId, paidId })),
  };
  const fill = createFillBooking(booking);
  const amend = createAmendBooking(booking);
  const hold = createHoldBooking(booking);
  const cancel = createCancelBooking(booking);
  const move = createMoveBooking(booking);
  const tellSettled = createTellSettled(deps);
  const tellLater = deps.jobs.define(tellSettledJob(deps.db, tellSettled));
  const settle = createSettleAndTell({ ...deps, settle: createSettlePayment(booking), tellSettled, tellLater });
  const receive = createReceiveStripeEvent({ ...deps, settleAndTell: settle });
  const { getCustomer, readBusinessName, webhookSecret } = deps;
  return {
    settle,
    tend: createTendBookings(deps),
    complaintTools: createComplaintTools(booking),
    agentTools: createAgentTools(booking, { fill, amend, hold, cancel, move }),
    routes: createBookingRoutes({ ...booking, getCustomer, readBusinessName, fill, amend, hold, settle, cancel, move }),
    webhook: webhookSecret === undefined ? undefined : createStripeWebhook({ ...deps, webhookSecret, receive }),
  };
}
