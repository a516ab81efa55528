import { seededRandom } from '../../src-server/core/seeded-random.ts';
import { conversationsNeeded } from '../../src-server/learning/experiments/sample-size.ts';
import { type Arm, compareShares, LEAST_PER_ARM } from '../../src-server/learning/experiments/sequential-test.ts';

export interface ExperimentBench {
  runs: number;
  /** Share of conversations that are good on the first side, and how far apart the two sides truly are. */
  baseline: number;
  true_difference: number;
  /** Share of the conversations that the second side gets, and the difference that was planned for. */
  share: number;
  effect: number;
  /** The number of conversations that a person is told before the start; each run goes on to it unless it ends before. */
  conversations: number;
  /** Runs that ended with a winner, looked at after every single conversation. Of equal sides: the false positives. */
  stopped: number;
  stopped_rate: number;
  /** The same runs under a plain z-test at 5 %, looked at as often: what the sequential test is there to prevent. */
  plain_test_rate: number;
  /** Conversations until the end, on average over the runs that ended with a winner. */
  mean_conversations_to_stop: number;
}

const ALPHA = 0.05;
const SETTINGS = [
  { baseline: 0.7, difference: 0, share: 0.5, effect: 0.05 },
  { baseline: 0.05, difference: 0, share: 0.5, effect: 0.05 },
  { baseline: 0.95, difference: 0, share: 0.2, effect: 0.1 },
  { baseline: 0.5, difference: 0, share: 0.1, effect: 0.2 },
  { baseline: 0.7, difference: 0.05, share: 0.5, effect: 0.05 },
  { baseline: 0.7, difference: -0.1, share: 0.2, effect: 0.1 },
] as const;

/**
 * `npm run bench -- experiments`: so many experiments whose two sides are equal, and as many with a real difference, each
 * looked at after every conversation. Nothing is measured in time; the figures are the same in every run.
 */
export async function benchExperiments(runs: number): Promise<ExperimentBench[]> {
  return SETTINGS.map((setting, nth) => simulate(runs, setting, seededRandom(nth + 1)));
}

function simulate(
  runs: number,
  { baseline, difference, share, effect }: (typeof SETTINGS)[number],
  random: () => number,
): ExperimentBench {
  const test = { alpha: ALPHA, effect };
  const conversations = conversationsNeeded({ ...test, baseline, share });
  let [stopped, plain, steps] = [0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const first = { count: 0, good: 0 };
    const second = { count: 0, good: 0 };
    let [hasStopped, hasFooled] = [false, false];
    for (let at = 1; at <= conversations && !(hasStopped && hasFooled); at++) {
      const isSecond = random() < share;
      const arm = isSecond ? second : first;
      arm.count++;
      if (random() < baseline + (isSecond ? difference : 0)) arm.good++;
      if (!hasStopped && compareShares(first, second, test).pValue <= ALPHA) {
        hasStopped = true;
        stopped++;
        steps += at;
      }
      hasFooled ||= plainTestFinds(first, second);
    }
    if (hasFooled) plain++;
  }
  return {
    runs,
    baseline,
    true_difference: difference,
    share,
    effect,
    conversations,
    stopped,
    stopped_rate: rounded(stopped / runs),
    plain_test_rate: rounded(plain / runs),
    mean_conversations_to_stop: stopped === 0 ? 0 : Math.round(steps / stopped),
  };
}

/** The two-proportion z-test at 5 %, which is right for one look only. */
function plainTestFinds(first: Arm, second: Arm): boolean {
  if (Math.min(first.count, second.count) < LEAST_PER_ARM) return false;
  const pooled = (first.good + second.good) / (first.count + second.count);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.count + 1 / second.count));
  return error > 0 && Math.abs(second.good / second.count - first.good / first.count) / error > 1.96;
}

const rounded = (share: number) => Math.round(share * 10_000) / 10_000;
