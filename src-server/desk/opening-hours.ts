import { Temporal } from 'temporal-polyfill';
import { type BusinessProfile, Weekday } from '../contract/business.ts';

export type OfficeHours = BusinessProfile['officeHours'];

/** When the team is there again, in the business's time zone. */
export interface Opening {
  /** 0 is today. */
  daysAhead: number;
  /** `2027-03-05` */
  date: string;
  /** `09:00` */
  time: string;
  at: Date;
}

const DAYS_LOOKED_AT = 8;

/** The next opening; undefined while the team is there, and for a business that has named no hours. */
export function nextOpening(hours: OfficeHours, timeZone: string, now: Date): Opening | undefined {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const time = here.toPlainTime().toString().slice(0, 5);
  if (hoursOf(hours, here.toPlainDate()).some(({ opens, closes }) => opens <= time && time < closes)) return undefined;
  for (let daysAhead = 0; daysAhead < DAYS_LOOKED_AT; daysAhead += 1) {
    const date = here.toPlainDate().add({ days: daysAhead });
    const next = hoursOf(hours, date)
      .map(({ opens }) => opens)
      .sort()
      .find((opens) => daysAhead > 0 || opens > time);
    if (next === undefined) continue;
    const at = new Date(date.toZonedDateTime({ timeZone, plainTime: next }).epochMilliseconds);
    return { daysAhead, date: date.toString(), time: next, at };
  }
  return undefined;
}

/** When the team was there last; undefined where it was not within a week. */
export function lastClosing(hours: OfficeHours, timeZone: string, now: Date): Date | undefined {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  for (let daysAgo = 0; daysAgo < DAYS_LOOKED_AT; daysAgo += 1) {
    const date = here.toPlainDate().subtract({ days: daysAgo });
    const closings = hoursOf(hours, date).map(
      ({ closes }) => date.toZonedDateTime({ timeZone, plainTime: closes }).epochMilliseconds,
    );
    const past = closings.filter((closing) => closing <= now.getTime());
    if (past.length > 0) return new Date(Math.max(...past));
  }
  return undefined;
}

function hoursOf(hours: OfficeHours, date: Temporal.PlainDate): OfficeHours {
  const weekday = Weekday.options[date.dayOfWeek - 1];
  return hours.filter(({ days }) => weekday !== undefined && days.includes(weekday));
}

/** How long the quiet hours last from now on; 0 outside of them. They may go over midnight. */
export function quietForMs(quiet: { from: string; to: string } | null, timeZone: string, now: Date): number {
  if (quiet === null) return 0;
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const time = here.toPlainTime().toString().slice(0, 5);
  const isOvernight = quiet.from > quiet.to;
  const isQuiet = isOvernight ? time >= quiet.from || time < quiet.to : time >= quiet.from && time < quiet.to;
  if (!isQuiet) return 0;
  const date = here.toPlainDate().add({ days: isOvernight && time >= quiet.from ? 1 : 0 });
  return date.toZonedDateTime({ timeZone, plainTime: quiet.to }).epochMilliseconds - now.getTime();
}
