import type { Calibration } from '../contract/tuning.ts';

/** Nothing is known for certain, and a logarithm of 0 says nothing. */
const LEAST = 0.001;

/** ln(c / (1 − c)) of a confidence c, 0..1. */
export function logit(confidence: number): number {
  const bounded = Math.min(1 - LEAST, Math.max(LEAST, confidence));
  return Math.log(bounded / (1 - bounded));
}

/**
 * A confidence made honest by what was learned of the model that said it, 0..1: Platt's scaling (J. Platt,
 * Probabilistic outputs for support vector machines, 1999) of its logit. As it is where nothing was learned.
 */
export function calibrateConfidence(calibrations: readonly Calibration[], model: string, confidence: number): number {
  const found = calibrations.find((one) => one.model === model);
  if (found === undefined) return confidence;
  return 1 / (1 + Math.exp(-(found.slope * logit(confidence) + found.constant)));
}
