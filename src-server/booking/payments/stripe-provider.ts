import Stripe from 'stripe';
import { AppError } from '../../core/errors.ts';
import type { PaymentProvider } from './payment-provider.ts';

export interface StripeOptions {
  secretKey: string;
  /** Stripe's own unless a test sets up another. */
  apiUrl?: string | undefined;
  /** Where the customer is led after paying, or after turning back. */
  returnUrl: () => string;
}

const TIMEOUT_MS = 20_000;

/** Takes deposits by Stripe Checkout. Idempotency keys are the ids of our payments: a repeated call makes nothing twice. */
export function createStripeProvider({ secretKey, apiUrl, returnUrl }: StripeOptions): PaymentProvider {
  const stripe = new Stripe(secretKey, {
    ...addressOf(apiUrl),
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 1,
    telemetry: false,
  });
  return {
    kind: 'stripe',
    async createCheckout(request, signal) {
      signal.throwIfAborted();
      const { paymentId, bookingId } = request;
      const metadata = { paymentId, bookingId };
      const session = await stripe.checkout.sessions.create(
        {
          mode: 'payment',
          client_reference_id: paymentId,
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: request.currency.toLowerCase(),
                unit_amount: request.amountCents,
                product_data: { name: request.description },
              },
            },
          ],
          metadata,
          payment_intent_data: { metadata },
          expires_at: Math.floor(request.expiresAt.getTime() / 1_000),
          success_url: returnUrl(),
          cancel_url: returnUrl(),
        },
        { idempotencyKey: paymentId },
      );
      if (session.url === null) throw new AppError('UNAVAILABLE', 'Stripe made a payment page without an address.');
      return { externalId: session.id, url: session.url };
    },
    async expire(externalId, signal) {
      signal.throwIfAborted();
      const session = await stripe.checkout.sessions.retrieve(externalId);
      if (session.status === 'open') await stripe.checkout.sessions.expire(externalId);
    },
    async refund(request, signal) {
      signal.throwIfAborted();
      const session = await stripe.checkout.sessions.retrieve(request.paidExternalId);
      const intent = session.payment_intent;
      if (intent === null) throw new AppError('CONFLICT', 'Stripe knows of no money for this payment.');
      const refund = await stripe.refunds.create(
        {
          payment_intent: typeof intent === 'string' ? intent : intent.id,
          amount: request.amountCents,
          metadata: { paymentId: request.refundId, bookingId: request.bookingId },
        },
        { idempotencyKey: request.refundId },
      );
      if (refund.status === 'failed' || refund.status === 'canceled')
        throw new AppError(
          'UNAVAILABLE',
          `Stripe could not give the money back (${refund.failure_reason ?? refund.status}).`,
        );
      return { externalId: refund.id, isDone: refund.status === 'succeeded' };
    },
  };
}

function addressOf(apiUrl: string | undefined) {
  if (apiUrl === undefined) return {};
  const { protocol, hostname, port } = new URL(apiUrl);
  return { host: hostname, port, protocol: protocol === 'http:' ? ('http' as const) : ('https' as const) };
}
