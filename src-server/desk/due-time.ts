import { Temporal } from 'temporal-polyfill';
import { type BusinessProfile, Weekday } from '../contract/business.ts';
import type { Priority } from '../contract/conversations.ts';
import type { EscalationPolicy, PolicyReason } from '../contract/escalation-policy.ts';

/** When somebody is at the desk. */
export interface OfficeTimes {
  hours: BusinessProfile['officeHours'];
  timeZone: string;
}

const URGENCY: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];

/** The priority that the policy gives a reason, or `atLeast` where the matter is more urgent than that. */
export function priorityOf(policy: EscalationPolicy, reason: PolicyReason, atLeast?: Priority): Priority {
  const usual = policy.reasons[reason].priority;
  return atLeast !== undefined && URGENCY.indexOf(atLeast) > URGENCY.indexOf(usual) ? atLeast : usual;
}

/** How many minutes a person has to take an escalation. A matter that is more urgent than usual never gets longer for it. */
export function targetMinutes(policy: EscalationPolicy, reason: PolicyReason, atLeast?: Priority): number {
  const { responseMinutes, shares } = policy.targets;
  const usual = policy.reasons[reason];
  const usualShare = usual.targetShare ?? shares[usual.priority];
  const priority = priorityOf(policy, reason, atLeast);
  return responseMinutes * (priority === usual.priority ? usualShare : Math.min(usualShare, shares[priority]));
}

/** When a person should have taken an escalation that began `at`. */
export function dueTime(
  at: Date,
  policy: EscalationPolicy,
  office: OfficeTimes,
  { reason, atLeast }: { reason: PolicyReason; atLeast?: Priority | undefined },
): Date {
  const minutes = targetMinutes(policy, reason, atLeast);
  const isRoundTheClock = policy.targets.counted === 'always' || priorityOf(policy, reason, atLeast) === 'urgent';
  return isRoundTheClock ? new Date(at.getTime() + minutes * 60_000) : addOfficeMinutes(at, minutes, office);
}

/** Weeks in which some office hour must come; without any the time counts round the clock. */
const SEARCHED_DAYS = 15;

/** Adds minutes of which only those within office hours count, across nights, closed days and changes of the clock. */
export function addOfficeMinutes(at: Date, minutes: number, { hours, timeZone }: OfficeTimes): Date {
  let left = minutes * 60_000;
  const start = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let day = 0, searched = 0; searched < SEARCHED_DAYS; day += 1, searched += 1) {
    for (const { opens, closes } of spansOf(start.add({ days: day }), hours, timeZone)) {
      const from = Math.max(opens, at.getTime());
      if (from >= closes) continue;
      searched = 0;
      if (left <= closes - from) return new Date(from + left);
      left -= closes - from;
    }
  }
  return new Date(at.getTime() + minutes * 60_000);
}

/** The spans of a day in which the office is open, in milliseconds, in order and without overlap. */
function spansOf(
  day: Temporal.PlainDate,
  hours: OfficeTimes['hours'],
  timeZone: string,
): { opens: number; closes: number }[] {
  const weekday = Weekday.options[day.dayOfWeek - 1];
  const at = (time: string) => day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
  const spans = hours
    .filter(({ days }) => weekday !== undefined && days.includes(weekday))
    .map(({ opens, closes }) => ({ opens: at(opens), closes: at(closes) }))
    .filter(({ opens, closes }) => closes > opens)
    .sort((one, other) => one.opens - other.opens);
  let open = Number.NEGATIVE_INFINITY;
  return spans.map(({ opens, closes }) => {
    const span = { opens: Math.max(opens, open), closes };
    open = Math.max(open, closes);
    return span;
  });
}
