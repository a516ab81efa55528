import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconHelpCircle,
  IconLoader2,
  IconMinus,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { AutomationRun, AutomationState, AutomationStep } from '#contract/automation.ts';
import { AutomationStep as Steps } from '#contract/automation.ts';
import { counted } from '../../lib/format-number.ts';
import type { Tone } from '../../ui/status-pill.tsx';

export const STATE_WORDS: Record<AutomationState, { text: string; tone: Tone; icon: TablerIcon }> = {
  running: { text: 'Going on', tone: 'accent', icon: IconLoader2 },
  failed: { text: 'Needs you', tone: 'bad', icon: IconAlertTriangle },
  proposed: { text: 'Waits for your answer', tone: 'warn', icon: IconHelpCircle },
  not_proposed: { text: 'Nothing proposed', tone: 'neutral', icon: IconMinus },
  accepted: { text: 'Deployed', tone: 'good', icon: IconCheck },
  declined: { text: 'Declined', tone: 'neutral', icon: IconX },
  abandoned: { text: 'Ended by hand', tone: 'neutral', icon: IconBan },
};

export const STEP_WORDS: Record<AutomationStep, string> = {
  dataset: 'Build a dataset of what is approved',
  training: 'Train a version on it',
  replay: 'Replay what customers asked before',
  experiment: 'Try it against what answers now',
  proposal: 'Propose it to you',
};

/** Why a run began. */
export function causeWords({ cause, plan, startedBy }: Pick<AutomationRun, 'cause' | 'plan' | 'startedBy'>): string {
  if (cause === 'person') return startedBy === null ? 'begun by hand' : `begun by ${startedBy.name}`;
  return cause === 'examples'
    ? `after ${counted(plan.everyExamples ?? 0, 'new example')}`
    : `as every ${counted(plan.everyDays ?? 0, 'day')}`;
}

export type StepState = 'done' | 'skipped' | 'current' | 'failed' | 'ahead' | 'left';

/** How far a run is with a step. */
export function stepState(run: AutomationRun, step: AutomationStep): StepState {
  const [at, now] = [Steps.options.indexOf(step), Steps.options.indexOf(run.step)];
  if (at < now) return step === 'experiment' && run.experimentId === null ? 'skipped' : 'done';
  if (at > now) return run.state === 'running' || run.state === 'failed' ? 'ahead' : 'left';
  if (run.state === 'running') return 'current';
  if (run.state === 'failed') return 'failed';
  return run.state === 'abandoned' ? 'left' : 'done';
}
