import { IconAlertTriangle, IconCheck, IconClock, IconLoader2 } from '@tabler/icons-react';
import type { Refresh } from '#contract/refreshes.ts';
import { StatusPill } from '../../../../ui/status-pill.tsx';

const STATES = {
  waiting: { tone: 'neutral', icon: IconClock, word: 'waiting' },
  running: { tone: 'accent', icon: IconLoader2, word: 'running' },
  done: { tone: 'good', icon: IconCheck, word: 'done' },
  failed: { tone: 'bad', icon: IconAlertTriangle, word: 'failed' },
} as const;

export function RefreshState({ status }: Pick<Refresh, 'status'>) {
  const { tone, icon, word } = STATES[status];
  return (
    <StatusPill tone={tone} icon={icon}>
      {word}
    </StatusPill>
  );
}
