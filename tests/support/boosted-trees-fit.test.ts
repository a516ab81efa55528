import { expect, test } from 'vitest';
import { seededRandom } from '../../src-server/core/seeded-random.ts';
import { boostedProbability } from '../../src-server/models/offline/boosted-trees.ts';
import { fitTrees } from '../eval/boosted-trees-fit.ts';
import type { Row } from '../eval/logistic-fit.ts';

/** Yes where exactly one of two features is high, which no weighted sum of them can tell. */
function eitherOr(count: number): Row<'a' | 'b'>[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, () => {
    const [a, b] = [random(), random()];
    return { features: { a, b }, label: a > 0.5 !== b > 0.5 ? 1 : 0, weight: 1 };
  });
}

test('learns what depends on two features together', () => {
  const model = fitTrees({ a: 0, b: 0 }, eitherOr(1000));
  const tell = (a: number, b: number) => boostedProbability(model, { a, b });
  expect(Math.min(tell(0.9, 0.1), tell(0.1, 0.9))).toBeGreaterThan(0.9);
  expect(Math.max(tell(0.9, 0.9), tell(0.1, 0.1))).toBeLessThan(0.1);
});

test('a feature with a direction never moves the probability the other way', () => {
  const model = fitTrees({ a: 1, b: 0 }, eitherOr(1000));
  const steps = Array.from({ length: 21 }, (_, at) => at / 20);
  for (const b of steps) {
    const along = steps.map((a) => boostedProbability(model, { a, b }));
    expect(along).toEqual([...along].sort((x, y) => x - y));
  }
});

test('weights count as so many cases', () => {
  const rows = [0, 1].flatMap((label) =>
    Array.from({ length: 100 }, (): Row<'a'> => ({ features: { a: 0 }, label, weight: label === 1 ? 3 : 1 })),
  );
  expect(boostedProbability(fitTrees({ a: 0 }, rows), { a: 0 })).toBeCloseTo(0.75, 6);
});
