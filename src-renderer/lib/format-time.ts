export const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago, as short as it can be said: `now`, `5 min`, `3 h`, `2 d`, then the date. */
export function relativeTime(at: string, nowMs: number, timeZone: string): string {
  const elapsedMs = nowMs - Date.parse(at);
  if (elapsedMs < MINUTE_MS) return 'now';
  if (elapsedMs < HOUR_MS) return `${Math.floor(elapsedMs / MINUTE_MS)} min`;
  if (elapsedMs < DAY_MS) return `${Math.floor(elapsedMs / HOUR_MS)} h`;
  if (elapsedMs < 7 * DAY_MS) return `${Math.floor(elapsedMs / DAY_MS)} d`;
  return formatIn(at, timeZone, { day: 'numeric', month: 'short' });
}

/** The exact moment, with the name of the time zone, as it is shown on hover. */
export function exactTime(at: string, timeZone: string): string {
  return formatIn(at, timeZone, { dateStyle: 'full', timeStyle: 'long' });
}

/** The time of day in the business's zone. */
export function clockTime(at: string, timeZone: string): string {
  return formatIn(at, timeZone, { hour: 'numeric', minute: '2-digit' });
}

/** The calendar day in the business's zone, as `2026-11-22`: two messages of one day have the same. */
export function dayOf(at: string | number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(at));
}

/** `Today`, `Yesterday`, or the date. */
export function dayLabel(at: string, nowMs: number, timeZone: string): string {
  const day = dayOf(at, timeZone);
  if (day === dayOf(nowMs, timeZone)) return 'Today';
  if (day === dayOf(nowMs - DAY_MS, timeZone)) return 'Yesterday';
  return formatIn(at, timeZone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** A span of time in its two largest units: `45 s`, `12 min`, `3 h 5 min`, `2 d 4 h`. */
export function duration(spanMs: number): string {
  const seconds = Math.max(0, Math.round(spanMs / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

/** Where a due time stands: `due in 12 min` or `overdue by 3 min`. */
export function dueText(dueAt: string, nowMs: number): { text: string; isOverdue: boolean } {
  const leftMs = Date.parse(dueAt) - nowMs;
  return leftMs >= 0
    ? { text: `due in ${duration(leftMs)}`, isOverdue: false }
    : { text: `overdue by ${duration(-leftMs)}`, isOverdue: true };
}

function formatIn(at: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', { timeZone, ...options }).format(new Date(at));
}
