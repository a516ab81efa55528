import { IconAlertTriangle, IconCopy, IconEqual, IconPencil, IconPlus, type TablerIcon } from '@tabler/icons-react';
import type { Import, ImportItem, ImportOutcome, ImportPlan } from '#contract/imports.ts';
import type { Tone } from '../../../ui/status-pill.tsx';

interface Look {
  label: string;
  tone: Tone;
  icon: TablerIcon;
}

export const PLAN_LOOKS: Record<ImportPlan, Look> = {
  create: { label: 'New', tone: 'good', icon: IconPlus },
  change: { label: 'Changed', tone: 'accent', icon: IconPencil },
  same: { label: 'Left alone', tone: 'neutral', icon: IconEqual },
  duplicate: { label: 'Duplicate', tone: 'warn', icon: IconCopy },
  failed: { label: 'Not readable', tone: 'bad', icon: IconAlertTriangle },
};

export const OUTCOME_LOOKS: Record<ImportOutcome, Look> = {
  created: { label: 'Created', tone: 'good', icon: IconPlus },
  changed: { label: 'Changed', tone: 'accent', icon: IconPencil },
  same: { label: 'Left alone', tone: 'neutral', icon: IconEqual },
  failed: { label: 'Failed', tone: 'bad', icon: IconAlertTriangle },
};

export function articles(count: number): string {
  return count === 1 ? '1 article' : `${count} articles`;
}

/** What was done, in one sentence. */
export function summaryOf({ outcomes }: Pick<Import, 'outcomes'>): string {
  const parts = [
    `${articles(outcomes.created)} created`,
    `${outcomes.changed} changed`,
    ...(outcomes.same > 0 ? [`${outcomes.same} left alone`] : []),
    ...(outcomes.failed > 0 ? [`${outcomes.failed} failed`] : []),
  ];
  return `${parts.join(', ')}.`;
}

/** A list of failed files as text, to send to whoever wrote them. */
export function failureList(items: readonly Pick<ImportItem, 'file' | 'reason'>[]): string {
  return items.map(({ file, reason }) => `${file}: ${reason ?? 'It could not be read.'}`).join('\n');
}
