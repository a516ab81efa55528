import { IconAlarm } from '@tabler/icons-react';
import { clockTime, duration } from '../../../lib/format-time.ts';
import { useTimeZone } from '../../../lib/time-zone.ts';
import { useNow } from '../../../lib/use-now.ts';
import { StatusPill } from '../../../ui/status-pill.tsx';

/** For how much longer the chefs are kept free. */
export function HoldClock({ until }: { until: string }) {
  const leftMs = Date.parse(until) - useNow();
  const timeZone = useTimeZone();
  return (
    <StatusPill tone={leftMs > 0 ? 'warn' : 'bad'} icon={IconAlarm}>
      {leftMs > 0 ? `held ${duration(leftMs)} more, until ${clockTime(until, timeZone)}` : 'the hold has run out'}
    </StatusPill>
  );
}
