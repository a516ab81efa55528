import { halfWidth, LEAST_PER_ARM, type SequentialTest } from './sequential-test.ts';

export interface SamplePlan extends SequentialTest {
  /** What share of today's conversations is good, 0..1. */
  baseline: number;
  /** What share of the conversations the candidate gets, 0..1. */
  share: number;
}

/** Below this many standard errors lie four of five draws of a normal variable: the power that is planned for. */
const Z_OF_POWER = 0.8416;

/** Nobody waits for more; an experiment that would need as many is not worth its start. */
export const MOST_CONVERSATIONS = 10_000_000;

/**
 * How many judged conversations, of both sides together, find a true difference of the planned effect in at least four of
 * five experiments: so many that the always-valid interval leaves zero out even where the measured difference falls short
 * by 0.84 standard errors. The sequential test may stop far earlier; `MOST_CONVERSATIONS` stands for "too many".
 */
export function conversationsNeeded(plan: SamplePlan): number {
  const least = Math.ceil(LEAST_PER_ARM / Math.min(plan.share, 1 - plan.share));
  if (isEnough(least, plan)) return least;
  let [tooFew, enough] = [least, MOST_CONVERSATIONS];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (isEnough(middle, plan)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

function isEnough(conversations: number, plan: SamplePlan): boolean {
  const { baseline, effect, share } = plan;
  // The side of the difference that is nearer to one half varies more, so it is the one to plan for.
  const other = baseline > 0.5 ? Math.max(0, baseline - effect) : Math.min(1, baseline + effect);
  const variance = spreadOf(baseline) / (conversations * (1 - share)) + spreadOf(other) / (conversations * share);
  return halfWidth(variance, plan) + Z_OF_POWER * Math.sqrt(variance) <= effect;
}

/** As wide as the test takes a share to be at least, so that a plan for 0 % or 100 % promises nothing too soon. */
function spreadOf(share: number): number {
  return Math.max(share * (1 - share), 0.01);
}
