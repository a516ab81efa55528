import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import { isCandidate } from './assign-arm.ts';
import { judgeExperiment } from './judge-experiment.ts';

const PLAN = { effect: 0.1, planned: 1_500 };
const arm = (conversations: number, resolved: number, badFeedback = 0, complaints = 0) => ({
  ...{ conversations, resolved, badFeedback, complaints },
});

describe('an experiment', () => {
  it('goes on while it has told nothing, and says how far it is', () => {
    const { verdict, why, measures } = judgeExperiment(arm(10, 7), arm(10, 8), PLAN);
    expect(verdict).toBeNull();
    expect(why).toBe('20 of 1500 conversations have been judged.');
    expect(measures[0]).toMatchObject({ name: 'resolved', candidate: { count: 10, hits: 8 }, lower: -1, upper: 1 });
  });

  it('ends with a better or a worse version, or with none', () => {
    expect(judgeExperiment(arm(400, 280), arm(400, 360), PLAN).verdict).toBe('better');
    expect(judgeExperiment(arm(400, 280), arm(400, 200), PLAN).verdict).toBe('worse');
    expect(judgeExperiment(arm(750, 525), arm(750, 530), PLAN).verdict).toBe('no_difference');
  });

  it('is stopped by a guard, also where more conversations are resolved', () => {
    const unhappy = judgeExperiment(arm(400, 280, 8), arm(400, 360, 120), PLAN);
    expect(unhappy).toMatchObject({ verdict: 'guard', why: expect.stringContaining('not happy') });
    expect(judgeExperiment(arm(400, 280, 0, 4), arm(400, 360, 0, 90), PLAN).verdict).toBe('guard');
    expect(judgeExperiment(arm(400, 280, 120), arm(400, 280, 8), PLAN).verdict).toBeNull();
  });

  it('calls two equal versions different, or lets a guard stop one, in at most 5 of 100 each', () => {
    const random = seededRandom(5);
    const RUNS = 500;
    let [won, guarded] = [0, 0];
    for (let run = 0; run < RUNS; run++) {
      const arms = [arm(0, 0), arm(0, 0)];
      for (let at = 0; at < PLAN.planned; at++) {
        const one = arms[random() < 0.5 ? 0 : 1] ?? arm(0, 0);
        one.conversations++;
        if (random() < 0.7) one.resolved++;
        if (random() < 0.1) one.badFeedback++;
        if (random() < 0.05) one.complaints++;
        const { verdict } = judgeExperiment(arms[0] ?? one, arms[1] ?? one, PLAN);
        if (verdict === null || verdict === 'no_difference') continue;
        if (verdict === 'guard') guarded++;
        else won++;
        break;
      }
    }
    expect(won / RUNS).toBeLessThan(0.05);
    expect(guarded / RUNS).toBeLessThan(0.05);
  });
});

describe('the side of a conversation', () => {
  const ids = Array.from({ length: 4_000 }, (_, nth) => `conversation ${nth}`);
  it('is the same each time, and the candidate’s for the share that was asked for', () => {
    for (const share of [0.1, 0.5, 0.9]) {
      const chosen = ids.filter((id) => isCandidate('experiment', id, share));
      expect(chosen).toEqual(ids.filter((id) => isCandidate('experiment', id, share)));
      expect(chosen.length / ids.length).toBeCloseTo(share, 1);
    }
  });

  it('is another one in another experiment', () => {
    const sides = (experiment: string) => ids.map((id) => isCandidate(experiment, id, 0.5));
    const [one, other] = [sides('a'), sides('b')];
    const alike = one.filter((side, at) => side === other[at]).length;
    expect(alike / ids.length).toBeGreaterThan(0.45);
    expect(alike / ids.length).toBeLessThan(0.55);
  });
});
