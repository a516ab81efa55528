import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { BookingStatus, BookingSummary } from '../contract/bookings.ts';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import type { Queryable } from '../database/database.ts';
import { listBookingRows } from './booking.store.ts';
import { type PartyStart, toInstant, weekdayOf } from './business-calendar.ts';
import { readBusinessProfile } from './business-profile.store.ts';
import { toSummary } from './read-booking.ts';

/** What has no start yet stands behind every start. */
const NEVER = 'infinity';
const Place = z.object({ startsAt: z.iso.datetime().or(z.literal(NEVER)), id: z.uuid() });

export interface ListBookingsInput {
  status?: BookingStatus | undefined;
  from?: string | undefined;
  to?: string | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** One page of the bookings, the next party first. */
export async function listBookings(
  db: Queryable,
  { cursor, limit, ...filter }: ListBookingsInput,
): Promise<{ items: BookingSummary[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : decodeCursor(Place, cursor);
  const rows = await listBookingRows(db, { ...filter, after, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(toSummary),
    nextCursor: last === undefined ? null : encodeCursor({ startsAt: last.startsAt ?? NEVER, id: last.id }),
  };
}

const MOST_PARTIES = 2_000;

/** The days from `from` on, each with its starts, the parties at them and the chefs that these take. */
export async function readCalendar(db: Queryable, { from, days }: { from: string; days: number }, timeZone: string) {
  const { profile } = await readBusinessProfile(db);
  const { events } = profile;
  const first = Temporal.PlainDate.from(from);
  const dates = Array.from({ length: days }, (_, index) => first.add({ days: index }).toString());
  const rows = await listBookingRows(db, {
    from: toInstant({ date: from, time: '00:00' }, timeZone).toISOString(),
    to: toInstant({ date: first.add({ days }).toString(), time: '00:00' }, timeZone).toISOString(),
    limit: MOST_PARTIES,
  });
  const parties = Map.groupBy(
    rows.filter((row) => row.chefs > 0 || row.status === 'confirmed' || row.status === 'completed').map(toSummary),
    (party) => keyOf(localStart(party.startsAt ?? from, timeZone)),
  );
  const starts = [...parties.keys()].map((key) => key.split(' '));
  const timesWithParties = Map.groupBy(starts, ([date]) => date);
  return {
    timeZone,
    chefsPerStart: events.chefsPerStartTime,
    days: dates.map((date) => {
      const isOpen = events.days.includes(weekdayOf(date)) && !events.closedDates.includes(date);
      // A party that was sold before the start times were changed still takes place.
      const times = new Set([
        ...(isOpen ? events.startTimes : []),
        ...(timesWithParties.get(date) ?? []).map(([, time = '']) => time),
      ]);
      const starts = [...times].sort().map((time) => {
        const here = parties.get(keyOf({ date, time })) ?? [];
        return { time, chefsTaken: here.reduce((sum, party) => sum + party.chefs, 0), bookings: here };
      });
      return { date, isOpen, starts };
    }),
  };
}

function localStart(startsAt: string, timeZone: string): PartyStart {
  const local = Temporal.Instant.from(startsAt).toZonedDateTimeISO(timeZone);
  return { date: local.toPlainDate().toString(), time: local.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

function keyOf({ date, time }: PartyStart): string {
  return `${date} ${time}`;
}
