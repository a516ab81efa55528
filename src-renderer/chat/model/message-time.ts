/** The time of day as the customer's own clock shows it; `timeZone` is theirs unless given. */
export function timeOfDay(at: string, timeZone?: string): string {
  return format(at, { hour: 'numeric', minute: '2-digit', timeZone });
}

/** The exact moment, as it is shown on hover. */
export function exactTime(at: string, timeZone?: string): string {
  return format(at, { dateStyle: 'full', timeStyle: 'short', timeZone });
}

function format(
  at: string,
  options: { [K in keyof Intl.DateTimeFormatOptions]?: Intl.DateTimeFormatOptions[K] | undefined },
) {
  return new Intl.DateTimeFormat('en-US', options as Intl.DateTimeFormatOptions).format(new Date(at));
}
