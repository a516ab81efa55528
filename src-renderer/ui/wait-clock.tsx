import { Tooltip } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import { duration, exactTime } from '../lib/format-time.ts';
import { useTimeZone } from '../lib/time-zone.ts';
import { useNow } from '../lib/use-now.ts';
import classes from './wait-clock.module.css';

/** For how long a customer has been without an answer. */
export function WaitClock({ since, icon: Icon }: { since: string; icon: TablerIcon }) {
  const nowMs = useNow();
  const timeZone = useTimeZone();
  return (
    <Tooltip label={`The customer has waited since ${exactTime(since, timeZone)}`}>
      <span className={classes.clock}>
        <Icon size={13} stroke={1.8} aria-hidden />
        <span className="visually-hidden">waiting for </span>
        {duration(nowMs - Date.parse(since))}
      </span>
    </Tooltip>
  );
}
