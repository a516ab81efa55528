import type { RouterTuning } from '../../../contract/tuning.ts';

/** A question whose intent a person approved. */
export interface IntentCase {
  ranked: readonly { intent: string; probability: number }[];
  rightIntent: string;
}

/** An intent with fewer examples is left alone. */
const FEWEST_EXAMPLES = 3;
const ROUNDS = 300;
const STEP = 0.5;
const RIDGE = 0.05;
/** At most so much is added to the logarithm of a probability: the classifier has seen far more sentences. */
const MOST = 1.5;

/**
 * Weights for intents that are systematically taken for each other: softmax regression on top of the classifier's
 * probabilities, by gradient descent with a ridge. Each intent counts the same however many examples it has, only intents
 * with examples compete, and their weights add up to 0: people approve answers to questions, and what they never approve
 * an answer for (a booking, a complaint, "a person, please") must not become unlikely by that.
 */
export function fitRouter(cases: readonly IntentCase[]): RouterTuning {
  const counts = new Map<string, number>();
  const known = cases.filter(({ ranked, rightIntent }) => ranked.some(({ intent }) => intent === rightIntent));
  for (const { rightIntent } of known) counts.set(rightIntent, (counts.get(rightIntent) ?? 0) + 1);
  const intents = [...counts].filter(([, count]) => count >= FEWEST_EXAMPLES).map(([intent]) => intent);
  intents.sort();
  if (intents.length < 2) return { temperature: 1, intents: {} };
  const rows = known
    .filter(({ rightIntent }) => intents.includes(rightIntent))
    .map(({ ranked, rightIntent }) => ({
      logs: intents.map((intent) =>
        Math.log(Math.max(1e-9, ranked.find((one) => one.intent === intent)?.probability ?? 0)),
      ),
      right: intents.indexOf(rightIntent),
      weight: 1 / ((counts.get(rightIntent) ?? 1) * intents.length),
    }));
  const weights = intents.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight) => RIDGE * weight);
    for (const { logs, right, weight } of rows) {
      const raised = logs.map((value, at) => Math.exp(value + (weights[at] ?? 0)));
      const total = raised.reduce((sum, value) => sum + value, 0);
      for (const [at, value] of raised.entries())
        gradient[at] = (gradient[at] ?? 0) + weight * (value / total - (at === right ? 1 : 0));
    }
    for (const [at, value] of gradient.entries()) weights[at] = (weights[at] ?? 0) - STEP * value;
    const mean = weights.reduce((sum, value) => sum + value, 0) / weights.length;
    for (const [at, value] of weights.entries()) weights[at] = Math.min(MOST, Math.max(-MOST, value - mean));
  }
  return {
    temperature: 1,
    intents: Object.fromEntries(
      intents.map((intent, at) => [intent, Math.round((weights[at] ?? 0) * 10_000) / 10_000]),
    ),
  };
}

/** The intent that a tuning makes the likeliest. */
export function likeliest({ ranked }: Pick<IntentCase, 'ranked'>, { temperature, intents }: RouterTuning): string {
  let best = { intent: '', value: Number.NEGATIVE_INFINITY };
  for (const { intent, probability } of ranked) {
    const value = Math.log(Math.max(1e-9, probability)) / temperature + (intents[intent] ?? 0);
    if (value > best.value) best = { intent, value };
  }
  return best.intent;
}
