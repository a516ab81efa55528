import { IconArrowDown, IconArrowUp, IconChevronsUp, IconMinus, type TablerIcon } from '@tabler/icons-react';
import { PRIORITY_WORDS } from '../lib/words.ts';
import { StatusPill, type Tone } from './status-pill.tsx';

type PriorityName = keyof typeof PRIORITY_WORDS;

const LOOKS: Record<PriorityName, { tone: Tone; icon: TablerIcon }> = {
  urgent: { tone: 'bad', icon: IconChevronsUp },
  high: { tone: 'warn', icon: IconArrowUp },
  normal: { tone: 'neutral', icon: IconMinus },
  low: { tone: 'neutral', icon: IconArrowDown },
};

export function PriorityPill({ priority }: { priority: PriorityName }) {
  const { tone, icon } = LOOKS[priority];
  return (
    <StatusPill tone={tone} icon={icon}>
      {PRIORITY_WORDS[priority]}
    </StatusPill>
  );
}
