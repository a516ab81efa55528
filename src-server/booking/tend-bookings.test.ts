import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../tests/support/embedded.ts';
import { MANUAL_BOOKINGS } from '../../tests/support/manual-bookings.ts';
import { createFixedClock } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import { createBookings } from './create-bookings.ts';
import { readBooking } from './read-booking.ts';

const clock = createFixedClock('2027-03-01T17:00:00Z');
const expired: string[] = [];
let db: TestDatabase;
let bookings: ReturnType<typeof createBookings>;

beforeAll(async () => {
  db = await openTestDatabase();
  bookings = createBookings({
    ...MANUAL_BOOKINGS,
    ...{ db, clock, newId },
    provider: { ...MANUAL_BOOKINGS.provider, expire: async (id) => void expired.push(id) },
    getCustomer: async (_, conversationId) => ({ conversationId, customerId: 'kim', channel: 'sms' }),
  });
});
afterAll(() => db.stop());

async function held(): Promise<{ id: string; paymentId: string }> {
  return db.transaction(async (tx) => {
    const id = await bookings.agentTools.begin(tx, { conversationId: null, customerId: 'kim', channel: null });
    const facts = { adults: 12, address: '1 Elm St, Lodi', miles: 36, name: 'Kim', phone: '+1 916-555-0101' };
    await bookings.agentTools.fill(
      tx,
      id,
      { ...facts, date: '2027-03-20', time: '18:00' },
      { by: 'customer', messageId: newId() },
    );
    return { id, paymentId: await bookings.agentTools.hold(tx, id) };
  });
}
const tend = () => bookings.tend(new AbortController().signal);

it('makes a hold that ran out a quote again, frees its chefs and closes its payment page, once', async () => {
  const { id, paymentId } = await held();
  await db.query("UPDATE booking.payments SET external_id = 'cs_1', checkout_url = 'https://pay.test' WHERE id = $1", [
    paymentId,
  ]);
  await tend();
  expect((await readBooking(db, id)).status).toBe('awaiting_deposit');
  clock.advanceMs(61 * 60_000);
  await tend();
  await tend();
  const booking = await readBooking(db, id);
  expect(booking).toMatchObject({ status: 'quoted', chefs: 0, heldUntil: null });
  expect(booking.payments[0]).toMatchObject({ status: 'failed', checkoutUrl: null });
  expect(expired).toEqual(['cs_1']);
});

it('completes a confirmed party when it is over, and not before', async () => {
  const { id, paymentId } = await held();
  await db.transaction((tx) => bookings.settle(tx, paymentId, null));
  clock.set('2027-03-21T02:00:00Z');
  await tend();
  expect((await readBooking(db, id)).status).toBe('confirmed');
  clock.set('2027-03-21T03:00:00Z');
  await tend();
  expect((await readBooking(db, id)).status).toBe('completed');
});
