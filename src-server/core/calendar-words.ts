/** `Friday, March 5, 2027`, of a day of the calendar: `2027-03-05`. */
export function longDay(date: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** `6 PM`, `6:30 PM`, of a time of day: `18:30`. */
export function clockTime(time: string): string {
  const at = new Date(`2000-01-01T${time}:00Z`);
  const text = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(at);
  return text.replace(':00', '').replace(/\u202f/g, ' ');
}
