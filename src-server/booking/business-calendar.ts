import { Temporal } from 'temporal-polyfill';
import { type BusinessProfile, Weekday } from '../contract/business.ts';
import { clockTime, longDay } from '../core/calendar-words.ts';

/** Why a party cannot begin at a time, in words for the customer. */
export interface StartProblem {
  code: 'past' | 'closed_day' | 'closed_date' | 'no_such_start' | 'too_soon' | 'too_far';
  message: string;
}

export interface PartyStart {
  /** In the business's time zone: `2027-03-05`. */
  date: string;
  /** In the business's time zone: `18:00`. */
  time: string;
}

type Rules = Pick<BusinessProfile, 'events'>;

/**
 * The moment at which a party begins. On the day that clocks go forward, a time that does not exist becomes the one an
 * hour later; of a time that exists twice, the earlier one is meant.
 */
export function toInstant(start: PartyStart, timeZone: string): Date {
  const zoned = Temporal.PlainDate.from(start.date).toZonedDateTime({ timeZone, plainTime: start.time });
  return new Date(zoned.epochMilliseconds);
}

/** Today in the business's time zone. */
export function localDate(now: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

export function weekdayOf(date: string): Weekday {
  return Weekday.options[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? 'mon';
}

/** What speaks against a day, whatever the time; undefined when parties begin on it. */
export function findDateProblem(rules: Rules, date: string, now: Date, timeZone: string): StartProblem | undefined {
  const { events } = rules;
  const today = localDate(now, timeZone);
  if (date < today) return { code: 'past', message: `${longDay(date)} has passed.` };
  const last = Temporal.PlainDate.from(today).add({ months: events.bookableMonthsAhead }).toString();
  if (date > last)
    return { code: 'too_far', message: `Parties can be booked up to ${events.bookableMonthsAhead} months ahead.` };
  if (events.closedDates.includes(date)) return { code: 'closed_date', message: `We are closed on ${longDay(date)}.` };
  if (!events.days.includes(weekdayOf(date)))
    return { code: 'closed_day', message: `There are no parties on ${DAY_NAMES[weekdayOf(date)]}s.` };
  const lastTime = events.startTimes.toSorted().at(-1) ?? '00:00';
  if (isTooSoon(rules, { date, time: lastTime }, now, timeZone)) return tooSoon(rules);
  return undefined;
}

/** What speaks against a start; undefined when a party may begin then, if chefs are free. */
export function findStartProblem(
  rules: Rules,
  start: PartyStart,
  now: Date,
  timeZone: string,
): StartProblem | undefined {
  const { events } = rules;
  const problem = findDateProblem(rules, start.date, now, timeZone);
  if (problem !== undefined) return problem;
  if (!events.startTimes.includes(start.time)) return noSuchStart(rules);
  return isTooSoon(rules, start, now, timeZone) ? tooSoon(rules) : undefined;
}

export function noSuchStart({ events }: Rules): StartProblem {
  return { code: 'no_such_start', message: `Parties begin at ${list(events.startTimes.map(clockTime))}.` };
}

function isTooSoon({ events }: Rules, start: PartyStart, now: Date, timeZone: string): boolean {
  return toInstant(start, timeZone).getTime() < now.getTime() + events.minimumNoticeHours * 3_600_000;
}

function tooSoon({ events }: Rules): StartProblem {
  return { code: 'too_soon', message: `We need at least ${events.minimumNoticeHours} hours' notice.` };
}

function list(words: readonly string[]): string {
  return new Intl.ListFormat('en-US', { type: 'disjunction' }).format(words);
}

const DAY_NAMES: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};
