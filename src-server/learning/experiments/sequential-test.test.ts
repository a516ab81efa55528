import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import { conversationsNeeded, MOST_CONVERSATIONS } from './sample-size.ts';
import { compareShares, halfWidth, LEAST_PER_ARM } from './sequential-test.ts';

const TEST = { alpha: 0.05, effect: 0.05 };
const arm = fc
  .tuple(fc.integer({ min: LEAST_PER_ARM, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([count, share]) => ({ count, good: Math.round(count * share) }));

describe('the comparison', () => {
  it('is that of the published formulas, computed by hand', () => {
    // v = 0.0002 and t = 0.05: L = √(0.0002/0.0027) · exp(0.0025 · 0.0049 / (2 · 0.0002 · 0.0027)), d = 0.07.
    expect(halfWidth(0.0002, TEST)).toBeCloseTo(Math.sqrt(0.000216 * (2 * Math.log(20) + Math.log(13.5))), 12);
    const found = compareShares({ count: 998, good: 499 }, { count: 998, good: 599 }, TEST);
    const v = 0.25 / 1000 + (0.6 * 0.4) / 1000;
    const d = 100 / 998;
    const ratio = Math.sqrt(v / (v + 0.0025)) * Math.exp((0.0025 * d * d) / (2 * v * (v + 0.0025)));
    expect(found.difference).toBeCloseTo(d, 12);
    expect(found.pValue).toBeCloseTo(1 / ratio, 9);
  });

  it('calls two sides different exactly where its interval leaves zero out', () => {
    fc.assert(
      fc.property(arm, arm, (first, second) => {
        const { lower, upper, pValue } = compareShares(first, second, TEST);
        if (Math.abs(pValue - 0.05) > 1e-9) expect(pValue < 0.05).toBe(lower > 0 || upper < 0);
      }),
    );
  });

  it('says the same of the two sides in either order', () => {
    fc.assert(
      fc.property(arm, arm, (first, second) => {
        const one = compareShares(first, second, TEST);
        const other = compareShares(second, first, TEST);
        expect(other.pValue).toBeCloseTo(one.pValue, 9);
        expect(other.lower).toBeCloseTo(-one.upper, 9);
      }),
    );
  });

  it('decides nothing on nothing, or on too few', () => {
    expect(compareShares({ count: 0, good: 0 }, { count: 900, good: 900 }, TEST)).toEqual({
      difference: null,
      lower: -1,
      upper: 1,
      pValue: 1,
    });
    const few = { count: LEAST_PER_ARM - 1, good: 0 };
    expect(compareShares(few, { count: 900, good: 900 }, TEST)).toMatchObject({ difference: 1, pValue: 1 });
    const enough = { count: LEAST_PER_ARM, good: 0 };
    expect(compareShares(enough, { count: 900, good: 900 }, TEST).pValue).toBeLessThan(0.001);
  });
});

describe('the sample size', () => {
  const plan = { ...TEST, baseline: 0.7, share: 0.5 };
  it('grows as the effect shrinks and as the shares part', () => {
    const usual = conversationsNeeded(plan);
    expect(conversationsNeeded({ ...plan, effect: 0.025 })).toBeGreaterThan(3 * usual);
    expect(conversationsNeeded({ ...plan, share: 0.1 })).toBeGreaterThan(2 * usual);
    expect(conversationsNeeded({ ...plan, effect: 0.0001 })).toBe(MOST_CONVERSATIONS);
  });

  it('is more than a test that looks only once would need, and of that order', () => {
    // The textbook number for 70 % against 65 % at 5 % and a power of 80 %: 1,377 a side.
    const usual = conversationsNeeded(plan);
    expect(usual).toBeGreaterThan(2 * 1_377);
    expect(usual).toBeLessThan(4 * 1_377);
  });
});

/** Shares of runs that end with a winner when every conversation is followed by a look. */
function stoppedRate(runs: number, rates: readonly [number, number], effect: number, share: number): number {
  const random = seededRandom(11);
  const conversations = conversationsNeeded({ alpha: 0.05, effect, baseline: rates[0], share });
  let stopped = 0;
  for (let run = 0; run < runs; run++) {
    const [first, second] = [
      { count: 0, good: 0 },
      { count: 0, good: 0 },
    ];
    for (let at = 0; at < conversations; at++) {
      const side = random() < share ? 1 : 0;
      const arm = side === 1 ? second : first;
      arm.count++;
      if (random() < rates[side]) arm.good++;
      if (compareShares(first, second, { alpha: 0.05, effect }).pValue > 0.05) continue;
      stopped++;
      break;
    }
  }
  return stopped / runs;
}

describe('experiments, simulated and looked at after every conversation', () => {
  it.each([
    [0.7, 0.1, 0.5],
    [0.95, 0.1, 0.2],
    [0.05, 0.2, 0.5],
    [0.5, 0.2, 0.1],
  ])('find no winner between equal sides of %d in 95 of 100 (effect %d, share %d)', (rate, effect, share) => {
    expect(stoppedRate(1_000, [rate, rate], effect, share)).toBeLessThan(0.05);
  });

  it('find the difference that they were planned for in four of five', () => {
    expect(stoppedRate(400, [0.7, 0.8], 0.1, 0.5)).toBeGreaterThan(0.8);
    expect(stoppedRate(400, [0.7, 0.6], 0.1, 0.5)).toBeGreaterThan(0.8);
  });
});
