import type { BusinessProfile } from '../contract/business.ts';
import { clockTime, longDay } from '../core/calendar-words.ts';
import { AppError } from '../core/errors.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { isOverlap } from '../database/sql-errors.ts';
import { findDateProblem, type PartyStart, toInstant } from './business-calendar.ts';
import { deleteChefSlots, deleteExpiredHolds, insertChefSlots, listFreeChefs, queueForDay } from './chef-slot.store.ts';

type Rules = Pick<BusinessProfile, 'events'>;

/** How many chefs a party of that size needs. */
export function chefsNeeded({ events }: Rules, guests: number): number {
  return Math.max(1, Math.ceil(guests / events.guestsPerChef));
}

export function partyTime({ events }: Rules, start: PartyStart, timeZone: string): { startsAt: Date; endsAt: Date } {
  const startsAt = toInstant(start, timeZone);
  return { startsAt, endsAt: new Date(startsAt.getTime() + events.durationMinutes * 60_000) };
}

export interface ChefRequest extends PartyStart {
  bookingId: string;
  guests: number;
  timeZone: string;
}

/**
 * Gives a booking the chefs that it needs at a time, in place of those it had, or none of them: CONFLICT when too few
 * are free. What the database grants here is the only thing that reserves a start.
 */
export async function takeChefs(tx: Transaction, rules: Rules, request: ChefRequest, now: Date): Promise<void> {
  const { bookingId, date, time } = request;
  const when = partyTime(rules, request, request.timeZone);
  await queueForDay(tx, date);
  await deleteExpiredHolds(tx, now);
  const free = await listFreeChefs(tx, when, rules.events.chefsPerStartTime, bookingId);
  const needed = chefsNeeded(rules, request.guests);
  if (free.length < needed) throw noChef(date, time);
  await deleteChefSlots(tx, bookingId);
  try {
    await insertChefSlots(tx, bookingId, free.slice(0, needed), when);
  } catch (error) {
    throw isOverlap(error, 'chef_cooks_once') ? noChef(date, time) : error;
  }
}

export interface FreeStart extends PartyStart {
  freeChefs: number;
}

/** The starts of a day at which a party of that size can still begin. */
export async function listFreeStarts(
  db: Queryable,
  rules: Rules,
  party: { date: string; guests: number; timeZone: string; exceptBooking?: string | undefined },
  now: Date,
): Promise<FreeStart[]> {
  const { date, guests, timeZone } = party;
  if (findDateProblem(rules, date, now, timeZone) !== undefined) return [];
  const starts: FreeStart[] = [];
  for (const time of rules.events.startTimes) {
    const when = partyTime(rules, { date, time }, timeZone);
    const isTooSoon = when.startsAt.getTime() < now.getTime() + rules.events.minimumNoticeHours * 3_600_000;
    if (isTooSoon) continue;
    const free = await listFreeChefs(db, when, rules.events.chefsPerStartTime, party.exceptBooking ?? null);
    if (free.length >= chefsNeeded(rules, guests)) starts.push({ date, time, freeChefs: free.length });
  }
  return starts;
}

function noChef(date: string, time: string): AppError {
  return new AppError(
    'CONFLICT',
    `No chef is free on ${longDay(date)} at ${clockTime(time)} any more. Choose another time or day.`,
  );
}
