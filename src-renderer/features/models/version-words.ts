import { IconArchive, IconCircleCheck, IconFlask, IconScale, IconSparkles, type TablerIcon } from '@tabler/icons-react';
import type { VersionFigure, VersionState } from '#contract/model-versions.ts';
import type { TrainerName, TrainingJobState } from '#contract/training-jobs.ts';
import { percent } from '../../lib/format-number.ts';
import type { Tone } from '../../ui/status-pill.tsx';

export const STATE_WORDS: Record<VersionState, { text: string; tone: Tone; icon: TablerIcon }> = {
  candidate: { text: 'Candidate', tone: 'neutral', icon: IconSparkles },
  evaluated: { text: 'Evaluated', tone: 'accent', icon: IconScale },
  testing: { text: 'In an experiment', tone: 'warn', icon: IconFlask },
  deployed: { text: 'Answers customers', tone: 'good', icon: IconCircleCheck },
  retired: { text: 'Put away', tone: 'neutral', icon: IconArchive },
};

export const TRAINER_WORDS: Record<TrainerName, { label: string; what: string }> = {
  local: {
    label: 'On this machine',
    what: 'Tunes how sure an answer is, how articles are found and where messages go. Costs nothing and takes about a minute.',
  },
  openai: {
    label: 'At OpenAI',
    what: 'Fine-tunes a language model on the examples. They leave this machine, without names, numbers and addresses.',
  },
  file: {
    label: 'Elsewhere',
    what: 'Makes a package for any other service. You enter the id of the model when it is ready.',
  },
};

export const JOB_WORDS: Record<TrainingJobState, { text: string; tone: Tone }> = {
  queued: { text: 'Waiting to begin', tone: 'neutral' },
  running: { text: 'Training', tone: 'accent' },
  waiting: { text: 'Waits for the model', tone: 'warn' },
  succeeded: { text: 'Done', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
  cancelled: { text: 'Called off', tone: 'neutral' },
};

const FIGURE_WORDS: Record<VersionFigure['name'], { label: string; lessIsBetter: boolean }> = {
  calibration_error: { label: 'Off in its confidence', lessIsBetter: true },
  right_answers: { label: 'Answered as approved', lessIsBetter: false },
  right_passage_first: { label: 'Finds the right article first', lessIsBetter: false },
  right_intent: { label: 'Takes the message for what it is', lessIsBetter: false },
};

/** A figure in words: what it says, before and after, and whether that is better. */
export function figureWords({ name, before, after }: VersionFigure): {
  label: string;
  before: string;
  after: string;
  change: 'better' | 'worse' | 'same';
} {
  const { label, lessIsBetter } = FIGURE_WORDS[name];
  const gain = lessIsBetter ? before - after : after - before;
  const change = Math.abs(gain) < 0.005 ? 'same' : gain > 0 ? 'better' : 'worse';
  return { label, before: percent(before), after: percent(after), change };
}
