/**
 * The bounds of Wilson's score interval for a share (E. B. Wilson, Probable inference, the law of succession, and
 * statistical inference, JASA 22, 1927): the shares that `good` of `count` is at most `z` standard errors away from. It
 * stays within 0..1 and is honest for small counts and for shares near 1, where the plain interval is not
 * (Brown, Cai and DasGupta, Interval estimation for a binomial proportion, Statistical Science 16, 2001).
 */
export function wilsonBounds(good: number, count: number, z: number): { lower: number; upper: number } {
  if (count === 0) return { lower: 0, upper: 1 };
  const share = good / count;
  const middle = share + (z * z) / (2 * count);
  const spread = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const scale = 1 + (z * z) / count;
  return { lower: Math.max(0, (middle - spread) / scale), upper: Math.min(1, (middle + spread) / scale) };
}

/** One-sided 95 %: of 30 drafts that were all accepted it leaves 91.7 %. */
export const Z_PROPOSE = 1.645;

/**
 * One-sided 99.5 %. The rule is looked at after every answer, so each look must err far more seldom than the rule may in
 * all: simulated over 500 answers of which 95 % are good, it steps back wrongly in under 1 % of the runs, and after a fall
 * to 70 % it steps back within 60 answers in 19 of 20 runs.
 */
export const Z_STEP_BACK = 2.576;
/** How many of the latest answers are judged, and from how many on. */
export const WATCHED_ANSWERS = 60;
export const LEAST_ANSWERS = 10;

/** How many of the latest decisions are counted: as many as the strictest bars that an owner can set ask for. */
export const COUNTED_DECISIONS = 500;

interface Counted {
  count: number;
  good: number;
}

interface Bar {
  threshold: number;
  minDecisions: number;
}

/** Whether a step to `auto` may be proposed. */
export function mayPropose(decided: Counted, bar: Bar): boolean {
  return (
    decided.count >= bar.minDecisions && wilsonBounds(decided.good, decided.count, Z_PROPOSE).lower >= bar.threshold
  );
}

/** How many more drafts, accepted one after another, would let a step be proposed; never more than are counted at all. */
export function acceptedToPropose({ count, good }: Counted, bar: Bar): number {
  let more = 0;
  while (more < COUNTED_DECISIONS && !mayPropose({ count: count + more, good: good + more }, bar)) more++;
  return more;
}

/** Whether the latest answers, at most `WATCHED_ANSWERS` of them, are too bad for `auto`. */
export function mustStepBack(latest: Counted, threshold: number): boolean {
  return latest.count >= LEAST_ANSWERS && wilsonBounds(latest.good, latest.count, Z_STEP_BACK).upper < threshold;
}
