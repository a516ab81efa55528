import express, { type RequestHandler, type Response } from 'express';
import Stripe from 'stripe';
import type { Clock } from '../../core/clock.ts';
import { errorText } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { createReceiveStripeEvent } from './receive-stripe-event.ts';

export interface StripeWebhookDeps {
  webhookSecret: string;
  receive: ReturnType<typeof createReceiveStripeEvent>;
  clock: Clock;
  log: Log;
}

const LARGEST_BODY_BYTES = 1_000_000;
/** How old a signature may be; Stripe signs anew each time it tries again. */
const TOLERANCE_SECONDS = 300;

/**
 * Where Stripe tells what became of payments. It is the one address that answers without a session, so it trusts the
 * signature of the raw body and nothing else, and its answers are the same for everybody.
 */
export function createStripeWebhook({ webhookSecret, receive, clock, log }: StripeWebhookDeps): RequestHandler {
  const router = express.Router();
  router.post('/', express.raw({ type: () => true, limit: LARGEST_BODY_BYTES, inflate: false }));
  router.post('/', async (request, response) => {
    const event = read(request.body, request.headers['stripe-signature']);
    if (event === undefined) return say(response, 400, 'This is not signed by Stripe.');
    try {
      await receive(event);
      say(response, 200, 'Received.');
    } catch (error) {
      log.error('a payment event was not booked and will be told again', { event: event.id, reason: errorText(error) });
      say(response, 500, 'Try again.');
    }
  });
  router.use(((_error, _request, response, _next) =>
    say(response, 413, 'This cannot be read.')) as express.ErrorRequestHandler);
  router.use((_request, response) => say(response, 404, 'Nothing here.'));
  return router;

  function read(body: unknown, signature: string | string[] | undefined): Stripe.Event | undefined {
    if (!Buffer.isBuffer(body) || typeof signature !== 'string') return undefined;
    try {
      const now = clock.now().getTime();
      return Stripe.webhooks.constructEvent(body, signature, webhookSecret, TOLERANCE_SECONDS, undefined, now);
    } catch (error) {
      log.warn('a payment event was refused', { reason: errorText(error) });
      return undefined;
    }
  }
}

function say(response: Response, status: number, text: string): void {
  response.status(status).type('text/plain').setHeader('Cache-Control', 'no-store').send(text);
}
