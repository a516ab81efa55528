import type { Calibration } from '../../../contract/tuning.ts';
import { logit } from '../../../models/calibrate-confidence.ts';
import type { Judged } from './calibration-error.ts';

/** Below this, what was seen of a model says too little. */
export const FEWEST_CASES = 10;
/** Pulls towards "as the model said it", so that a few cases move little. */
const RIDGE = 1;
const ROUNDS = 50;
/** Surer must stay surer: a slope of 0 or less would turn the order of answers round. */
const LEAST_SLOPE = 0.05;

/**
 * Platt's scaling of one model's confidence (J. Platt, Probabilistic outputs for support vector machines, 1999), by
 * Newton's method with a ridge towards slope 1 and constant 0. Undefined where too few cases were seen.
 */
export function fitConfidence(model: string, cases: readonly Judged[]): Calibration | undefined {
  if (cases.length < FEWEST_CASES) return undefined;
  let [slope, constant] = [1, 0];
  for (let round = 0; round < ROUNDS; round++) {
    let [gradientSlope, gradientConstant] = [RIDGE * (slope - 1), RIDGE * constant];
    let [bySlope, across, byConstant] = [RIDGE, 0, RIDGE];
    for (const { confidence, right } of cases) {
      const x = logit(confidence);
      const p = 1 / (1 + Math.exp(-(slope * x + constant)));
      const [wrong, spread] = [p - (right ? 1 : 0), p * (1 - p)];
      gradientSlope += wrong * x;
      gradientConstant += wrong;
      bySlope += spread * x * x;
      across += spread * x;
      byConstant += spread;
    }
    const determinant = bySlope * byConstant - across * across;
    slope -= (byConstant * gradientSlope - across * gradientConstant) / determinant;
    constant -= (bySlope * gradientConstant - across * gradientSlope) / determinant;
  }
  return { model, slope: rounded(Math.min(20, Math.max(LEAST_SLOPE, slope))), constant: rounded(bounded(constant)) };
}

/**
 * From which probability on a passage is taken to answer: where most more answers are right than wrong; of several, the
 * one nearest to what is shipped.
 */
export function fitAnswerableFrom(cases: readonly Judged[], shipped: number): number {
  if (cases.length < FEWEST_CASES) return shipped;
  const gain = (from: number) =>
    cases.reduce((sum, { confidence, right }) => sum + (confidence < from ? 0 : right ? 1 : -1), 0);
  const steps = Array.from({ length: 9 }, (_, nth) => rounded(0.3 + nth * 0.05));
  return steps.reduce((best, from) => {
    const more = gain(from) - gain(best);
    const isNearer = Math.abs(from - shipped) < Math.abs(best - shipped);
    return more > 0 || (more === 0 && isNearer) ? from : best;
  }, shipped);
}

const bounded = (value: number) => Math.min(20, Math.max(-20, value));
const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
