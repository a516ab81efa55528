const DAY_MS = 24 * 60 * 60_000;
/** As the sidecar counts them: an article is to be reviewed from so many days before its day on. */
const AHEAD_DAYS = 14;

/** How an article stands with its review. */
export type ReviewState = 'none' | 'later' | 'due' | 'overdue';

export function reviewState(reviewOn: string | null, now: Date): ReviewState {
  if (reviewOn === null) return 'none';
  const leftDays = (Date.parse(`${reviewOn}T00:00:00Z`) - startOfDay(now)) / DAY_MS;
  if (leftDays < 0) return 'overdue';
  return leftDays <= AHEAD_DAYS ? 'due' : 'later';
}

/** The same day of the month half a year later, or the last one of a shorter month. */
export function dayInSixMonths(now: Date): string {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth() + 6, now.getUTCDate()];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/** `1 Mar 2027`. */
export function dayText(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

function startOfDay(now: Date): number {
  return Math.floor(now.getTime() / DAY_MS) * DAY_MS;
}
