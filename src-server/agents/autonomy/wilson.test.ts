import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptedToPropose,
  COUNTED_DECISIONS,
  LEAST_ANSWERS,
  mayPropose,
  mustStepBack,
  WATCHED_ANSWERS,
  wilsonBounds,
} from './wilson.ts';

describe('the bounds', () => {
  it('are those of the literature: 95 % for 10 of 10 and for 81 of 263', () => {
    expect(wilsonBounds(10, 10, 1.959964)).toEqual({ lower: expect.closeTo(0.7225, 4), upper: expect.closeTo(1, 9) });
    // Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I.
    expect(wilsonBounds(81, 263, 1.959964)).toEqual({
      lower: expect.closeTo(0.2553, 4),
      upper: expect.closeTo(0.3662, 4),
    });
    expect(wilsonBounds(0, 0, 2)).toEqual({ lower: 0, upper: expect.closeTo(1, 9) });
  });

  it('are the two shares that lie z standard errors from what was counted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.nat(400),
        fc.double({ min: 0.5, max: 4, noNaN: true }),
        (n, k, z) => {
          const good = Math.min(k, n);
          const { lower, upper } = wilsonBounds(good, n, z);
          expect(lower).toBeGreaterThanOrEqual(0);
          expect(upper).toBeLessThanOrEqual(1);
          for (const bound of [lower, upper])
            if (bound > 1e-9 && bound < 1 - 1e-9)
              expect(Math.abs(good / n - bound) / Math.sqrt((bound * (1 - bound)) / n)).toBeCloseTo(z, 5);
        },
      ),
    );
  });

  it('grow with every good one and shrink with every bad one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(200), (n, k) => {
        const good = Math.min(k, n);
        const now = wilsonBounds(good, n, 1.645);
        expect(wilsonBounds(good + 1, n + 1, 1.645).lower).toBeGreaterThanOrEqual(now.lower - 1e-12);
        expect(wilsonBounds(good, n + 1, 1.645).upper).toBeLessThanOrEqual(now.upper + 1e-12);
      }),
    );
  });
});

describe('a step to auto', () => {
  const bar = { threshold: 0.9, minDecisions: 30 };
  it('needs enough decisions, and nearly all of them accepted', () => {
    expect(mayPropose({ count: 30, good: 30 }, bar)).toBe(true);
    expect(mayPropose({ count: 29, good: 29 }, bar)).toBe(false);
    expect(mayPropose({ count: 30, good: 29 }, bar)).toBe(false);
    expect(mayPropose({ count: 100, good: 94 }, bar)).toBe(false);
    expect(mayPropose({ count: 200, good: 189 }, bar)).toBe(true);
  });

  it('can be reached under the strictest bars that an owner can set', () => {
    const all = { count: COUNTED_DECISIONS, good: COUNTED_DECISIONS };
    expect(mayPropose(all, { threshold: 0.99, minDecisions: 500 })).toBe(true);
  });

  it('is as many accepted drafts away as are said, and not one fewer', () => {
    expect(acceptedToPropose({ count: 0, good: 0 }, bar)).toBe(30);
    expect(acceptedToPropose({ count: 30, good: 30 }, bar)).toBe(0);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.nat(20), (good, bad) => {
        const more = acceptedToPropose({ count: good + bad, good }, bar);
        const isDueWith = (added: number) => mayPropose({ count: good + bad + added, good: good + added }, bar);
        expect(isDueWith(more)).toBe(true);
        if (more > 0) expect(isDueWith(more - 1)).toBe(false);
      }),
    );
  });
});

/** Numbers 0..1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** After how many answers the desk steps back when it looks after each of them; undefined when it never does. */
function stepsBackAfter(isGood: (nth: number) => boolean, answers: number): number | undefined {
  const latest: boolean[] = [];
  for (let nth = 0; nth < answers; nth++) {
    latest.push(isGood(nth));
    if (latest.length > WATCHED_ANSWERS) latest.shift();
    if (mustStepBack({ count: latest.length, good: latest.filter(Boolean).length }, 0.9)) return nth + 1;
  }
  return undefined;
}

describe('stepping back, simulated', () => {
  const RUNS = 2_000;

  it('is a false alarm in under 2 % of the runs of 500 answers of which 95 % are good', () => {
    const random = seeded(1);
    const alarms = Array.from({ length: RUNS }, () => stepsBackAfter(() => random() < 0.95, 500)).filter(Boolean);
    expect(alarms.length / RUNS).toBeLessThan(0.02);
  });

  it('comes within 60 answers of a fall to 70 % in 19 of 20 runs', () => {
    const random = seeded(2);
    const falls = 200;
    const found = Array.from({ length: RUNS }, () =>
      stepsBackAfter((nth) => random() < (nth < falls ? 0.95 : 0.7), falls + WATCHED_ANSWERS),
    );
    const inTime = found.filter((after) => after !== undefined && after > falls).length;
    const falseAlarms = found.filter((after) => after !== undefined && after <= falls).length;
    expect(inTime / (RUNS - falseAlarms)).toBeGreaterThan(0.95);
  });

  it('never rests on fewer answers than it takes to tell', () => {
    expect(mustStepBack({ count: LEAST_ANSWERS - 1, good: 0 }, 0.9)).toBe(false);
    expect(mustStepBack({ count: LEAST_ANSWERS, good: 0 }, 0.9)).toBe(true);
  });
});
