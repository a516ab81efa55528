import { Tooltip } from '@mantine/core';
import { exactTime, relativeTime } from '../lib/format-time.ts';
import { useTimeZone } from '../lib/time-zone.ts';
import { useNow } from '../lib/use-now.ts';

/** How long ago; the exact time of the business on hover. */
export function RelativeTime({ at, suffix = '' }: { at: string; suffix?: string }) {
  const nowMs = useNow();
  const timeZone = useTimeZone();
  const text = relativeTime(at, nowMs, timeZone);
  const isSpan = /(min|h|d)$/.test(text);
  return (
    <Tooltip label={exactTime(at, timeZone)}>
      <time dateTime={at}>{isSpan ? `${text}${suffix}` : text}</time>
    </Tooltip>
  );
}
