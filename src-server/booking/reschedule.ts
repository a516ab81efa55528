import { Temporal } from 'temporal-polyfill';
import type { BusinessProfile } from '../contract/business.ts';
import { localDate, type PartyStart, toInstant } from './business-calendar.ts';

/** What moving a party costs; `cancellation` when it is so late that it counts as one. */
export type RescheduleTerms = { kind: 'allowed'; feeCents: number; noticeDays: number } | { kind: 'cancellation' };

/** Notice is counted as for refunds: in days of the calendar, and the last limit in hours. */
export function rescheduleTerms(
  profile: Pick<BusinessProfile, 'rescheduling'>,
  booking: PartyStart & { changesBefore: number },
  now: Date,
  timeZone: string,
): RescheduleTerms {
  const { freeChanges, freeDaysAhead, feeCents, latestHours } = profile.rescheduling;
  if (toInstant(booking, timeZone).getTime() - now.getTime() < latestHours * 3_600_000) return { kind: 'cancellation' };
  const noticeDays = daysBetween(localDate(now, timeZone), booking.date);
  const isFree = booking.changesBefore < freeChanges && noticeDays >= freeDaysAhead;
  return { kind: 'allowed', feeCents: isFree ? 0 : feeCents, noticeDays };
}

/** Days of the calendar from one day to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}
