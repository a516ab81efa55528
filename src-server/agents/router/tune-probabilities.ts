import { BUILT_IN_TUNING, type RouterTuning } from '../../contract/tuning.ts';

interface Ranked {
  intent: string;
  probability: number;
}

/** Keeps the logarithm of an intent that the classifier rules out. */
const LEAST = 1e-9;

/**
 * The probabilities by what was learned of the router, the likeliest first: ln p / temperature + the weight of the
 * intent, brought to a sum of 1 again. As they are where nothing was learned.
 */
export function tuneProbabilities(ranked: readonly Ranked[], tuning: RouterTuning = BUILT_IN_TUNING.router): Ranked[] {
  const raised = ranked.map(({ intent, probability }) => ({
    intent,
    value: Math.exp(Math.log(Math.max(probability, LEAST)) / tuning.temperature + (tuning.intents[intent] ?? 0)),
  }));
  const total = raised.reduce((sum, { value }) => sum + value, 0);
  return raised
    .map(({ intent, value }) => ({ intent, probability: value / total }))
    .sort((a, b) => b.probability - a.probability);
}
