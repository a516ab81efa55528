import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../tests/support/embedded.ts';
import type { SomeFacts } from '../contract/bookings.ts';
import { createFixedClock } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import type { Transaction } from '../database/database.ts';
import { findCurrentBooking } from './booking.store.ts';
import { createCancelBooking } from './cancel-booking.ts';
import { beginBooking } from './create-booking.ts';
import { createFillBooking } from './fill-booking.ts';
import { createHoldBooking } from './hold-booking.ts';
import { createMoveBooking } from './move-booking.ts';
import { readBooking } from './read-booking.ts';
import { createSettlePayment } from './settle-payment.ts';

/** A Monday, 9 in the morning in California. */
const NOW = '2027-03-01T17:00:00Z';
const clock = createFixedClock(NOW);
const requested: string[] = [];
let db: TestDatabase;

const PARTY: SomeFacts = {
  date: '2027-03-20',
  time: '18:00',
  adults: 15,
  children: 5,
  address: '12 Oak Lane, Lodi',
  miles: 40,
  name: 'Kim Lee',
  phone: '+1 916-555-0101',
};

function makeDeps() {
  return {
    db,
    clock,
    newId,
    readTimeZone: async () => 'America/Los_Angeles',
    paymentProvider: 'manual' as const,
    requestCheckout: async (_: Transaction, id: string) => void requested.push(`pay ${id}`),
    requestRefund: async (_: Transaction, id: string) => void requested.push(`refund ${id}`),
  };
}

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.stop());
beforeEach(async () => {
  clock.set(NOW);
  requested.length = 0;
  await db.query('DELETE FROM booking.bookings');
});

const begin = (customerId = 'kim') =>
  db.transaction((tx) => beginBooking(tx, makeDeps(), { conversationId: null, customerId, channel: 'sms' }));
const fill = (id: string, facts: SomeFacts) =>
  db.transaction((tx) => createFillBooking(makeDeps())(tx, id, facts, { by: 'customer', messageId: null }));
const hold = (id: string) => db.transaction((tx) => createHoldBooking(makeDeps())(tx, id));
const settle = (paymentId: string) => db.transaction((tx) => createSettlePayment(makeDeps())(tx, paymentId, null));
const cancel = (id: string) => db.transaction((tx) => createCancelBooking(makeDeps())(tx, id, 'changed plans'));
const move = (id: string, date: string, time = '18:00') =>
  db.transaction((tx) => createMoveBooking(makeDeps())(tx, id, { date, time, by: 'customer', messageId: null }));

async function confirmed(facts: SomeFacts = PARTY): Promise<string> {
  const id = await begin();
  await fill(id, facts);
  await settle(await hold(id));
  return id;
}

it('takes facts in any order and has a price once all are there', async () => {
  const id = await begin();
  const facts = Object.entries(PARTY).reverse();
  for (const [index, [name, value]] of facts.entries()) {
    expect((await readBooking(db, id)).status).toBe('draft');
    expect((await fill(id, { [name]: value })).problems).toEqual([]);
    if (index === 0) expect((await readBooking(db, id)).missing).not.toContain('phone');
  }
  const booking = await readBooking(db, id);
  expect(booking).toMatchObject({ status: 'quoted', missing: [], guests: 20, customerName: 'Kim Lee' });
  expect(booking.quote).toMatchObject({ totalCents: 99_500, depositCents: 10_000, balanceCents: 89_500 });
  expect(booking.sources.date).toMatchObject({ by: 'customer' });
});

it('keeps nothing that the business cannot serve, and says why', async () => {
  const id = await begin();
  await fill(id, PARTY);
  for (const [facts, fact, message] of [
    [{ date: '2027-02-20' }, 'date', /has passed/],
    [{ date: '2027-03-02' }, 'date', /48 hours' notice/],
    [{ time: '17:00' }, 'time', /12 PM, 3 PM, 6 PM, or 9 PM/],
    [{ adults: 120 }, 'adults', /largest party is 100/],
    [{ proteins: { unicorn: 2 } }, 'proteins', /no protein/],
    [{ miles: 500 }, 'miles', /150 miles at most/],
  ] as const) {
    const { problems } = await fill(id, facts);
    expect(problems).toEqual([{ fact, message: expect.stringMatching(message) }]);
  }
  expect((await readBooking(db, id)).facts).toEqual(PARTY);
});

it('prices a correction anew and takes back the hold that was for the old price', async () => {
  const id = await begin();
  await fill(id, PARTY);
  const payment = await hold(id);
  await fill(id, { adults: 30 });
  const booking = await readBooking(db, id);
  expect(booking).toMatchObject({ status: 'quoted', chefs: 0, heldUntil: null });
  expect(booking.quote?.totalCents).toBe(30 * 5_500 + 5 * 3_000 + 2_000);
  expect(await settle(payment)).toBe('given_back');
  expect((await readBooking(db, id)).status).toBe('quoted');
});

it('is confirmed by its deposit, once', async () => {
  const id = await begin();
  await fill(id, PARTY);
  const payment = await hold(id);
  expect(await readBooking(db, id)).toMatchObject({
    status: 'awaiting_deposit',
    chefs: 1,
    startsAt: '2027-03-21T01:00:00.000Z',
    heldUntil: '2027-03-01T18:00:00.000Z',
  });
  expect(await settle(payment)).toBe('confirmed');
  expect(await settle(payment)).toBe('already_settled');
  const booking = await readBooking(db, id);
  expect(booking).toMatchObject({ status: 'confirmed', chefs: 1, confirmedAt: new Date(NOW).toISOString() });
  expect(booking.payments).toHaveLength(1);
  expect(requested).toEqual([`pay ${payment}`]);
});

it('gives the money back when it comes after somebody else took the start', async () => {
  const late = await begin();
  await fill(late, { ...PARTY, adults: 90, children: 0 });
  const payment = await hold(late);
  clock.advanceMs(61 * 60_000);
  await confirmed({ ...PARTY, adults: 90, children: 0 });
  expect(await settle(payment)).toBe('given_back');
  const booking = await readBooking(db, late);
  expect(booking.status).toBe('awaiting_deposit');
  expect(booking.payments.map(({ purpose, amountCents }) => [purpose, amountCents])).toEqual([
    ['deposit', 10_000],
    ['refund', 10_000],
  ]);
});

it('confirms money that comes late where the start is still free', async () => {
  const id = await begin();
  await fill(id, PARTY);
  const payment = await hold(id);
  clock.advanceMs(3 * 60 * 60_000);
  expect(await settle(payment)).toBe('confirmed');
  expect((await readBooking(db, id)).chefs).toBe(1);
});

it.each([
  ['2027-03-06T20:00:00Z', 14, 9_000, 1_000],
  ['2027-03-13T20:00:00Z', 7, 5_000, 0],
  ['2027-03-14T20:00:00Z', 6, 0, 0],
])('gives back by the refund rules when cancelled at %s', async (at, noticeDays, refundCents, processingFeeCents) => {
  const id = await confirmed();
  clock.set(at);
  expect(await cancel(id)).toEqual({
    noticeDays,
    paidCents: 10_000,
    refundCents,
    processingFeeCents,
    keptCents: 10_000 - refundCents,
  });
  const booking = await readBooking(db, id);
  expect(booking).toMatchObject({ status: 'cancelled', chefs: 0, cancelReason: 'changed plans' });
  expect(booking.payments.filter(({ purpose }) => purpose === 'refund').map((one) => one.amountCents)).toEqual(
    refundCents === 0 ? [] : [refundCents],
  );
  await expect(cancel(id)).rejects.toThrow(/cancelled already/);
});

it('moves once for free, then for a fee, and not within two days', async () => {
  const id = await confirmed();
  expect(await move(id, '2027-04-03')).toBe(0);
  expect(await move(id, '2027-04-10', '21:00')).toBe(5_000);
  const booking = await readBooking(db, id);
  expect(await settle(booking.payments.at(-1)?.id ?? '')).toBe('recorded');
  expect(booking).toMatchObject({ status: 'confirmed', rescheduleCount: 2, startsAt: '2027-04-11T04:00:00.000Z' });
  expect(booking.quote?.totalCents).toBe(99_500);
  clock.set('2027-04-09T20:00:00Z');
  await expect(move(id, '2027-05-01')).rejects.toThrow(/counts as a cancellation/);
});

it('stays where it is when the other start is taken', async () => {
  const id = await confirmed();
  await confirmed({ ...PARTY, date: '2027-04-03', adults: 100, children: 0 });
  await expect(move(id, '2027-04-03')).rejects.toThrow(/No chef is free/);
  expect(await readBooking(db, id)).toMatchObject({ startsAt: '2027-03-21T01:00:00.000Z', chefs: 1 });
});

it('is found again days later, by another channel, and not after it is over', async () => {
  const id = await begin('+19165550101');
  const find = () => findCurrentBooking(db, { conversationId: newId(), customerId: '+19165550101' }, clock.now());
  clock.advanceMs(20 * 86_400_000);
  expect((await find())?.id).toBe(id);
  await cancel(id);
  expect(await find()).toBeUndefined();
});
