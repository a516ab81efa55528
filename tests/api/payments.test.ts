import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Booking, BookingFacts } from '../../src-server/contract/bookings.ts';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { type StripeServer, startStripeServer } from '../support/stripe-server.ts';
import { type StartedChat, startTestServer, type TestServer } from '../support/test-server.ts';

const SECRET_KEY = 'sk_test_local';
const WEBHOOK_SECRET = 'whsec_local';
let clockNow = () => new Date();
let stripe: StripeServer;
let server: TestServer;
let staff: ApiClient;
let chat: StartedChat;

beforeAll(async () => {
  stripe = await startStripeServer({ secretKey: SECRET_KEY, now: () => clockNow() });
  server = await startTestServer({
    startsEmpty: true,
    config: { stripe: { secretKey: SECRET_KEY, webhookSecret: WEBHOOK_SECRET, apiUrl: stripe.url } },
  });
  clockNow = server.clock.now;
  staff = await server.as('owner');
});
afterAll(async () => {
  await server.stop();
  await stripe.stop();
});
beforeEach(async () => {
  server.clock.set('2027-03-01T17:00:00Z');
  await server.db.query('DELETE FROM booking.bookings');
  chat = await server.startChat();
  stripe.calls.length = 0;
});

const PARTY: Partial<BookingFacts> = {
  date: '2027-03-20',
  time: '18:00',
  adults: 20,
  address: '12 Oak Lane, Lodi',
  miles: 36,
  name: 'Kim Lee',
  phone: '+1 916-555-0101',
};
const PATIENCE = { timeout: 15_000, interval: 50 };

/** A booking whose customer has the link to pay its deposit. */
async function awaitingDeposit(): Promise<Booking> {
  const { id, version } = await staff.bookings.create({ conversationId: chat.id, facts: PARTY });
  await staff.bookings.hold({ id, expectedVersion: version });
  return vi.waitFor(async () => {
    const booking = await staff.bookings.get({ id });
    if (booking.payments.at(-1)?.checkoutUrl == null) throw new Error('No payment page yet.');
    return booking;
  }, PATIENCE);
}

const sayings = async () =>
  (await server.client(chat.token).chat.state()).messages.filter(({ from }) => from !== 'customer');

let eventCount = 0;
function eventBody(type: string, object: object): string {
  return JSON.stringify({ id: `evt_${++eventCount}`, object: 'event', type, data: { object } });
}
function paid(booking: Booking): string {
  const metadata = { paymentId: booking.payments.at(-1)?.id ?? '', bookingId: booking.id };
  return eventBody('checkout.session.completed', { object: 'checkout.session', payment_status: 'paid', metadata });
}

/** Sends an event as Stripe does, signed now unless said otherwise. */
async function tell(body: string, signing: { secret?: string; ageSeconds?: number } = {}): Promise<number> {
  const timestamp = Math.floor(server.clock.now().getTime() / 1_000) - (signing.ageSeconds ?? 0);
  const secret = signing.secret ?? WEBHOOK_SECRET;
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
  const response = await fetch(`${server.url}/webhooks/stripe`, {
    method: 'POST',
    headers: { 'stripe-signature': signature, 'content-type': 'application/json; charset=utf-8' },
    body,
  });
  await response.text();
  return response.status;
}

describe('a deposit by Stripe', () => {
  it('sends the link once, confirms once, and tells the customer with a calendar file', async () => {
    const booking = await awaitingDeposit();
    const payment = booking.payments[0];
    expect(stripe.faults).toEqual([]);
    expect(stripe.calls).toHaveLength(1);
    expect(stripe.calls[0]).toMatchObject({
      route: 'POST /v1/checkout/sessions',
      idempotencyKey: payment?.id,
      fields: {
        mode: 'payment',
        'line_items[0][price_data][unit_amount]': '10000',
        'line_items[0][price_data][currency]': 'usd',
        'metadata[paymentId]': payment?.id,
        'payment_intent_data[metadata][paymentId]': payment?.id,
      },
    });
    expect((await sayings()).map(({ content }) => content)).toEqual([
      expect.stringContaining(
        `$100 deposit for your party on Saturday, March 20, 2027 at 6 PM: ${payment?.checkoutUrl}`,
      ),
    ]);

    const body = paid(booking);
    expect(await tell(body)).toBe(200);
    expect(await tell(body)).toBe(200);
    expect(await tell(paid(booking))).toBe(200);
    expect(await staff.bookings.get({ id: booking.id })).toMatchObject({ status: 'confirmed', chefs: 1 });
    const confirmations = (await sayings()).filter(({ bookingId }) => bookingId === booking.id);
    expect(confirmations).toHaveLength(1);
    expect(confirmations[0]?.content).toMatch(
      /confirmed for Saturday, March 20, 2027 at 6 PM.*12 Oak Lane.*\$1,112.*\$100.*\$1,012/s,
    );
    const file = await server.client(chat.token).bookings.ownCalendarFile({ id: booking.id });
    expect(await file.text()).toMatch(/UID:.*@teppan\r\n.*DTSTART:20270321T010000Z.*STATUS:CONFIRMED/s);
  });

  it('books money that comes days later at once, and tells of it when the quiet hours are over', async () => {
    const booking = await awaitingDeposit();
    // Two in the night in California.
    server.clock.set('2027-03-02T10:00:00Z');
    const metadata = { paymentId: booking.payments.at(-1)?.id ?? '', bookingId: booking.id };
    const later = (type: string) => eventBody(type, { object: 'checkout.session', payment_status: 'paid', metadata });
    const body = later('checkout.session.async_payment_succeeded');
    expect(await tell(body)).toBe(200);
    expect(await tell(body)).toBe(200);
    expect(await staff.bookings.get({ id: booking.id })).toMatchObject({ status: 'confirmed' });
    const confirmations = async () => (await sayings()).filter(({ bookingId }) => bookingId === booking.id);
    expect(await confirmations()).toEqual([]);
    const { rows } = await server.db.query(
      "SELECT round(extract(epoch FROM start_after - created_on) / 3600)::text AS waits FROM pgboss.job WHERE name = 'payment.tell'",
    );
    expect(rows).toEqual([{ waits: '6' }]);
    server.clock.set('2027-03-02T16:00:00Z');
    const move = "UPDATE pgboss.job SET start_after = now() WHERE name = 'payment.tell' AND state = 'created'";
    await server.db.query(move);
    await vi.waitFor(async () => expect(await confirmations()).toHaveLength(1), PATIENCE);
    // Told once, also where the job runs again.
    await server.db.query("UPDATE pgboss.job SET state = 'created', start_after = now() WHERE name = 'payment.tell'");
    await vi.waitFor(async () => {
      const { rows: open } = await server.db.query(
        "SELECT 1 FROM pgboss.job WHERE name = 'payment.tell' AND state <> 'completed'",
      );
      expect(open).toEqual([]);
    }, PATIENCE);
    expect(await confirmations()).toHaveLength(1);
  });

  it('gives back what comes when the hold has run out, and asks a person to look', async () => {
    const booking = await awaitingDeposit();
    const { version } = booking;
    await staff.bookings.update({ id: booking.id, expectedVersion: version, facts: { adults: 25 } });
    expect(await tell(paid(booking))).toBe(200);
    await vi.waitFor(async () => {
      const { payments } = await staff.bookings.get({ id: booking.id });
      expect(payments.find(({ purpose }) => purpose === 'refund')).toMatchObject({
        status: 'paid',
        amountCents: 10_000,
      });
    }, PATIENCE);
    const refunds = stripe.calls.filter(({ route }) => route === 'POST /v1/refunds');
    expect(refunds).toHaveLength(1);
    expect(refunds[0]?.fields).toMatchObject({ amount: '10000', payment_intent: expect.stringMatching(/^pi_/) });
    expect(await staff.conversations.get({ id: chat.id })).toMatchObject({
      status: 'escalated',
      escalation: { reason: 'booking', detail: expect.stringContaining('$100') },
    });
    expect(stripe.faults).toEqual([]);
  });

  it('refunds a cancelled party by the rules', async () => {
    const booking = await awaitingDeposit();
    await tell(paid(booking));
    const { version } = await staff.bookings.get({ id: booking.id });
    const terms = await staff.bookings.cancellationTerms({ id: booking.id });
    await staff.bookings.cancel({ id: booking.id, expectedVersion: version });
    await vi.waitFor(
      () => expect(stripe.calls.find(({ route }) => route === 'POST /v1/refunds')?.fields.amount).toBe('9000'),
      PATIENCE,
    );
    expect(terms).toMatchObject({ paidCents: 10_000, refundCents: 9_000, processingFeeCents: 1_000 });
    expect(stripe.faults).toEqual([]);
  });

  it('notes that a page has expired, and takes no order from events of others', async () => {
    const booking = await awaitingDeposit();
    const metadata = { paymentId: booking.payments[0]?.id ?? '' };
    expect(await tell(eventBody('checkout.session.expired', { object: 'checkout.session', metadata }))).toBe(200);
    expect((await staff.bookings.get({ id: booking.id })).payments[0]?.status).toBe('failed');
    expect(await tell(eventBody('checkout.session.completed', { payment_status: 'paid', metadata: {} }))).toBe(200);
    expect(await tell(eventBody('customer.created', {}))).toBe(200);
  });
});

describe('the webhook', () => {
  it('believes only what Stripe signed lately', async () => {
    const booking = await awaitingDeposit();
    expect(await tell(paid(booking), { secret: 'whsec_other' })).toBe(400);
    expect(await tell(paid(booking), { ageSeconds: 301 })).toBe(400);
    const unsigned = await fetch(`${server.url}/webhooks/stripe`, { method: 'POST', body: paid(booking) });
    expect(unsigned.status).toBe(400);
    expect(await unsigned.text()).toBe('This is not signed by Stripe.');
    expect((await staff.bookings.get({ id: booking.id })).status).toBe('awaiting_deposit');
  });

  it('reads no more than a megabyte, and answers nothing else', async () => {
    expect(await tell(eventBody('big', { text: 'x'.repeat(1_100_000) }))).toBe(413);
    for (const [method, path] of [
      ['GET', '/webhooks/stripe'],
      ['POST', '/webhooks/stripe/more'],
    ] as const)
      expect((await fetch(server.url + path, { method })).status).toBe(404);
    const elsewhere = await fetch(`${server.url}/webhooks`, { method: 'POST', body: 'x' });
    expect(elsewhere.status).toBe(415);
  });
});
