import type { ExperimentMeasure, ExperimentVerdict } from '../../contract/experiments.ts';
import { compareShares } from './sequential-test.ts';

export interface Counted {
  conversations: number;
  resolved: number;
  badFeedback: number;
  complaints: number;
}

export interface ExperimentPlan {
  effect: number;
  planned: number;
}

/** How often, at most, two equal sides are called different. The guards share one such chance among them. */
const ALPHA = 0.05;
const GUARDS = [
  { name: 'bad_feedback', of: (one: Counted) => one.badFeedback, words: 'More customers are not happy with it' },
  { name: 'complaints', of: (one: Counted) => one.complaints, words: 'More customers complain' },
] as const;

/** What an experiment says so far. May be looked at after every conversation: see `compareShares`. */
export function judgeExperiment(
  current: Counted,
  candidate: Counted,
  { effect, planned }: ExperimentPlan,
): { measures: ExperimentMeasure[]; verdict: Exclude<ExperimentVerdict, 'stopped'> | null; why: string } {
  const measure = (name: ExperimentMeasure['name'], of: (one: Counted) => number, alpha: number): ExperimentMeasure => {
    const arms = [current, candidate].map((one) => ({ count: one.conversations, good: of(one) }));
    const [first = { count: 0, good: 0 }, second = { count: 0, good: 0 }] = arms;
    const { difference, lower, upper } = compareShares(first, second, { effect, alpha });
    const told = ({ count, good }: typeof first) => ({ count, hits: good });
    return { name, current: told(first), candidate: told(second), difference, lower, upper };
  };
  const resolved = measure('resolved', (one) => one.resolved, ALPHA);
  const guards = GUARDS.map(({ name, of, words }) => ({ words, measure: measure(name, of, ALPHA / GUARDS.length) }));
  const measures = [resolved, ...guards.map((guard) => guard.measure)];
  const harm = guards.find((guard) => guard.measure.lower > 0);
  if (harm !== undefined) return { measures, verdict: 'guard', why: `${harm.words} than with what answers now.` };
  if (resolved.lower > 0)
    return { measures, verdict: 'better', why: 'It resolves more conversations without a person.' };
  if (resolved.upper < 0)
    return { measures, verdict: 'worse', why: 'It resolves fewer conversations without a person.' };
  const judged = current.conversations + candidate.conversations;
  if (judged >= planned)
    return { measures, verdict: 'no_difference', why: `${judged} conversations told no difference that matters.` };
  return { measures, verdict: null, why: `${judged} of ${planned} conversations have been judged.` };
}
