import { clockTime, dayOf } from '../../../lib/format-time.ts';
import { useTimeZone } from '../../../lib/time-zone.ts';
import { dayText } from '../booking-words.ts';

/** Day and time of a party, as the business's clocks show them. */
export function StartText({ startsAt }: { startsAt: string | null }) {
  const timeZone = useTimeZone();
  if (startsAt === null) return <span>No date yet</span>;
  return (
    <time dateTime={startsAt}>
      {dayText(dayOf(startsAt, timeZone))}, {clockTime(startsAt, timeZone)}
    </time>
  );
}
