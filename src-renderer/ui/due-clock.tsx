import { Tooltip } from '@mantine/core';
import { IconAlarm, IconAlertTriangle } from '@tabler/icons-react';
import { dueText, exactTime } from '../lib/format-time.ts';
import { useTimeZone } from '../lib/time-zone.ts';
import { useNow } from '../lib/use-now.ts';
import { StatusPill } from './status-pill.tsx';

/** How long there is left, or by how much it is late: in words and with a sign of its own. */
export function DueClock({ dueAt }: { dueAt: string }) {
  const nowMs = useNow();
  const timeZone = useTimeZone();
  const { text, isOverdue } = dueText(dueAt, nowMs);
  return (
    <Tooltip label={`Due ${exactTime(dueAt, timeZone)}`}>
      <span>
        <StatusPill tone={isOverdue ? 'bad' : 'neutral'} icon={isOverdue ? IconAlertTriangle : IconAlarm}>
          {text}
        </StatusPill>
      </span>
    </Tooltip>
  );
}
