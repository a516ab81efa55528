import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../tests/support/embedded.ts';
import { serverMissing } from '../../tests/support/server-database.ts';
import { newId } from '../core/ids.ts';
import { sampleProfile } from './sample-profile.ts';
import { chefsNeeded, listFreeStarts, takeChefs } from './take-chefs.ts';

const ZONE = 'America/Los_Angeles';
const NOW = new Date('2027-03-01T17:00:00Z');
const profile = sampleProfile();
const EVENING = { date: '2027-03-05', time: '18:00' };

const missing = await serverMissing();
if (missing !== undefined) console.warn(`Chefs were not taken on a server: ${missing}`);
const engines = missing === undefined ? (['embedded', 'server'] as const) : (['embedded'] as const);

describe.each(engines)('chefs on the %s engine', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase({ engine });
  });
  afterAll(() => db.stop());
  beforeEach(() => db.query('DELETE FROM booking.bookings'));

  async function addBooking(status = 'awaiting_deposit', heldUntil: Date | null = null): Promise<string> {
    const id = newId();
    await db.query('INSERT INTO booking.bookings (id, customer_id, status, held_until) VALUES ($1, $2, $3, $4)', [
      id,
      'kim',
      status,
      heldUntil,
    ]);
    return id;
  }
  const take = (bookingId: string, guests: number, start = EVENING) =>
    db.transaction((tx) => takeChefs(tx, profile, { ...start, bookingId, guests, timeZone: ZONE }, NOW));
  const slots = async () =>
    (await db.query('SELECT booking_id, chef, starts_at FROM booking.chef_slots ORDER BY starts_at, chef')).rows;

  it('are sold once, however many ask at the same time', async () => {
    const bookings = await Promise.all(Array.from({ length: 200 }, () => addBooking()));
    const results = await Promise.allSettled(bookings.map((id) => take(id, 20)));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
    expect(refused).toHaveLength(196);
    expect(new Set(refused)).toEqual(
      new Set(['AppError: No chef is free on Friday, March 5, 2027 at 6 PM any more. Choose another time or day.']),
    );
    expect((await slots()).map((slot) => slot.chef)).toEqual([1, 2, 3, 4]);
  });

  it('cannot be sold twice by anybody who writes past this code either', async () => {
    const [first, second] = [await addBooking(), await addBooking()];
    await take(first, 20);
    const overlap = db.query(
      `INSERT INTO booking.chef_slots (booking_id, chef, starts_at, ends_at, occupied)
       SELECT $1, chef, starts_at + interval '1 hour', ends_at, int8range(lower(occupied) + 3600, upper(occupied))
       FROM booking.chef_slots WHERE booking_id = $2`,
      [second, first],
    );
    await expect(overlap).rejects.toThrow(/chef_cooks_once/);
  });

  it('come in the number that the party needs, or not at all', async () => {
    expect([1, 25, 26, 100].map((guests) => chefsNeeded(profile, guests))).toEqual([1, 1, 2, 4]);
    await take(await addBooking(), 60);
    await expect(take(await addBooking(), 26)).rejects.toThrow(/No chef is free/);
    await take(await addBooking(), 25);
    expect(await slots()).toHaveLength(4);
  });

  it('are free again once a hold has run out, but never those of a confirmed party', async () => {
    await take(await addBooking('awaiting_deposit', new Date(NOW.getTime() - 1)), 100);
    await take(await addBooking('confirmed', new Date(NOW.getTime() - 1)), 100);
    await expect(take(await addBooking(), 1)).rejects.toThrow(/No chef is free/);
  });

  it('move with a party that is moved', async () => {
    const party = await addBooking('confirmed');
    await take(party, 100);
    await take(party, 60, { ...EVENING, time: '21:00' });
    expect(await slots()).toHaveLength(3);
    expect(await listFreeStarts(db, profile, { date: EVENING.date, guests: 30, timeZone: ZONE }, NOW)).toEqual([
      { ...EVENING, time: '12:00', freeChefs: 4 },
      { ...EVENING, time: '15:00', freeChefs: 4 },
      { ...EVENING, freeChefs: 4 },
    ]);
  });

  it('keep what they had when the new time is taken', async () => {
    const party = await addBooking('confirmed');
    await take(party, 20);
    await take(await addBooking('confirmed'), 100, { ...EVENING, time: '21:00' });
    await expect(take(party, 20, { ...EVENING, time: '21:00' })).rejects.toThrow(/No chef is free/);
    expect((await slots()).filter((slot) => slot.booking_id === party)).toHaveLength(1);
  });
});
