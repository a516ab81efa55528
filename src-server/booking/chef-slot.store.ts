import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';

const Chef = z.object({ chef: z.number() });

/**
 * Lets those who look for chefs on one day go one after the other, until their transaction ends. Correctness does not
 * rest on it, the table's exclusion constraint does; it keeps them from being refused in turns.
 */
export async function queueForDay(tx: Queryable, date: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`booking ${date}`]);
}

export interface PartyTime {
  startsAt: Date;
  endsAt: Date;
}

/** The numbers of the chefs, of `chefCount`, who cook nowhere else at that time. `exceptBooking` may be moved away. */
export async function listFreeChefs(
  db: Queryable,
  time: PartyTime,
  chefCount: number,
  exceptBooking: string | null = null,
): Promise<number[]> {
  const rows = await selectAll(
    db,
    Chef,
    `SELECT n::int AS chef FROM generate_series(1, $3::int) AS n
     WHERE NOT EXISTS (
       SELECT 1 FROM booking.chef_slots s
       WHERE s.chef = n AND s.starts_at < $2 AND s.ends_at > $1 AND s.booking_id IS DISTINCT FROM $4::uuid)
     ORDER BY n`,
    [time.startsAt, time.endsAt, chefCount, exceptBooking],
  );
  return rows.map((row) => row.chef);
}

/** Gives these chefs to the booking. Fails with the constraint `chef_cooks_once` where one of them is taken. */
export async function insertChefSlots(
  tx: Queryable,
  bookingId: string,
  chefs: readonly number[],
  time: PartyTime,
): Promise<void> {
  await tx.query(
    `INSERT INTO booking.chef_slots (booking_id, chef, starts_at, ends_at, occupied)
     SELECT $1, chef, $3, $4, int8range(
       chef * 100000000000 + extract(epoch FROM $3::timestamptz)::bigint,
       chef * 100000000000 + extract(epoch FROM $4::timestamptz)::bigint)
     FROM unnest($2::smallint[]) AS chef`,
    [bookingId, chefs, time.startsAt, time.endsAt],
  );
}

export async function deleteChefSlots(tx: Queryable, bookingId: string): Promise<void> {
  await tx.query('DELETE FROM booking.chef_slots WHERE booking_id = $1', [bookingId]);
}

/** Frees the chefs of everybody who did not pay in time. */
export async function deleteExpiredHolds(tx: Queryable, now: Date): Promise<void> {
  await tx.query(
    `DELETE FROM booking.chef_slots s USING booking.bookings b
     WHERE b.id = s.booking_id AND b.status = 'awaiting_deposit' AND b.held_until <= $1`,
    [now],
  );
}
