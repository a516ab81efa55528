/** What was counted of one side of an experiment: how many were judged, and how many of those were good. */
export interface Arm {
  count: number;
  good: number;
}

export interface SequentialTest {
  /** How much apart, in shares 0..1, the two sides would have to be for it to matter: the spread of the mixture. */
  effect: number;
  /** How often, at most, two equal sides may ever be called different, however often one looks. */
  alpha: number;
}

export interface Comparison {
  /** Share of the second side minus that of the first, −1..1; null while one of them has counted nothing. */
  difference: number | null;
  /** Holds the true difference at every look at once, in all but `alpha` of the experiments. */
  lower: number;
  upper: number;
  /** 0..1, of this look; the smallest of all looks is valid too. */
  pValue: number;
}

/** Below this, a share is too coarse for the normal curve that the test lays over it: no side is called better. */
export const LEAST_PER_ARM = 25;

const NOTHING_KNOWN: Comparison = { difference: null, lower: -1, upper: 1, pValue: 1 };

/**
 * Compares two shares by the mixture sequential probability ratio test with a normal mixture (H. Robbins, Statistical
 * methods related to the law of the iterated logarithm, Annals of Mathematical Statistics 41, 1970), as always-valid
 * p-values and intervals (R. Johari, P. Koomen, L. Pekelis and D. Walsh, Always valid inference: continuous monitoring
 * of A/B tests, Operations Research 70, 2022). With d the difference, v the variance of d and t the effect:
 *
 *     L = √(v / (v + t²)) · exp(t² d² / (2 v (v + t²)))        p = min(1, 1 / L)
 *     d ± √(v (v + t²) / t² · (2 ln(1/alpha) + ln((v + t²) / v)))
 *
 * L is a martingale where both sides are equal, so by Ville's inequality it exceeds 1/alpha at any time at all in at most
 * `alpha` of the experiments: one may look after every conversation and stop at will. The normal curve only approximates
 * counts. So the variance is that of the counts with one good and one bad more on each side (A. Agresti and B. Caffo, The
 * American Statistician 54, 2000), which is never zero, and fewer than `LEAST_PER_ARM` a side decide nothing.
 * `npm run bench -- experiments` measures what remains.
 */
export function compareShares(first: Arm, second: Arm, { effect, alpha }: SequentialTest): Comparison {
  if (first.count === 0 || second.count === 0) return NOTHING_KNOWN;
  const difference = second.good / second.count - first.good / first.count;
  if (Math.min(first.count, second.count) < LEAST_PER_ARM) return { ...NOTHING_KNOWN, difference };
  const variance = varianceOf(first) + varianceOf(second);
  const spread = effect * effect;
  const total = variance + spread;
  const logRatio = 0.5 * Math.log(variance / total) + (spread * difference * difference) / (2 * variance * total);
  const half = halfWidth(variance, { effect, alpha });
  return {
    difference,
    lower: Math.max(-1, difference - half),
    upper: Math.min(1, difference + half),
    pValue: Math.min(1, Math.exp(-logRatio)),
  };
}

/** Half the width of the always-valid interval around a difference of this variance. */
export function halfWidth(variance: number, { effect, alpha }: SequentialTest): number {
  const spread = effect * effect;
  const total = variance + spread;
  return Math.sqrt(((variance * total) / spread) * (2 * Math.log(1 / alpha) + Math.log(total / variance)));
}

function varianceOf({ count, good }: Arm): number {
  const share = (good + 1) / (count + 2);
  return (share * (1 - share)) / (count + 2);
}
