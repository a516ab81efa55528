import { expect, test } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import type { FeatureRow } from './feature-space.ts';
import { toProbabilities, trainSoftmax } from './softmax-regression.ts';

const CLASSES = 3;
const RIDGE = 1;

/** Points around three corners, two numbers dense and one feature sparse. */
function problem(): { rows: FeatureRow[]; classes: number[] } {
  const random = seededRandom(7);
  const classes = Array.from({ length: 60 }, (_, at) => at % CLASSES);
  const rows = classes.map((c) => ({
    dense: Float32Array.from([Math.cos(c * 2) + random() - 0.5, Math.sin(c * 2) + random() - 0.5]),
    sparse: { indices: Int32Array.from([0]), values: Float32Array.from([1]) },
  }));
  return { rows, classes };
}

/** The same objective by plain gradient descent over all rows, in double precision, until it stands still. */
function descend(rows: FeatureRow[], classes: number[]): number[][] {
  const points = rows.map((row) => [...row.dense, 1]);
  let weights = Array.from({ length: CLASSES }, () => [0, 0, 0]);
  for (let round = 0; round < 5000; round += 1) {
    const gradient = weights.map((w) => w.map((value) => RIDGE * value));
    for (const [at, point] of points.entries()) {
      const exponents = weights.map((w) => Math.exp(w.reduce((sum, value, i) => sum + value * (point[i] ?? 0), 0)));
      const total = exponents.reduce((sum, value) => sum + value, 0);
      for (let c = 0; c < CLASSES; c += 1) {
        const error = (exponents[c] ?? 0) / total - (classes[at] === c ? 1 : 0);
        for (let i = 0; i < 3; i += 1) {
          const line = gradient[c] ?? [];
          line[i] = (line[i] ?? 0) + error * (point[i] ?? 0);
        }
      }
    }
    weights = weights.map((w, c) => w.map((value, i) => value - 0.02 * (gradient[c]?.[i] ?? 0)));
  }
  return weights;
}

const options = { classCount: CLASSES, seed: 1, epochs: 400, ridge: RIDGE, firstStep: 0.5 };
const space = { denseSize: 2, sparseSize: 1 };

test('comes to the weights that gradient descent over all rows comes to', () => {
  const { rows, classes } = problem();
  const weights = descend(rows, classes);
  const model = trainSoftmax(rows, classes, space, options);
  for (const row of rows.slice(0, 9)) {
    const expected = weights.map(([a = 0, b = 0, c = 0]) => a * (row.dense[0] ?? 0) + b * (row.dense[1] ?? 0) + c);
    for (const [at, value] of model.logits(row).entries())
      expect(Math.abs(value - (expected[at] ?? 0))).toBeLessThan(0.03);
  }
});

test('the same seed gives the same model, another seed another one', () => {
  const { rows, classes } = problem();
  const of = (seed: number) => [
    ...trainSoftmax(rows, classes, space, { ...options, epochs: 3, seed }).logits(rows[0] ?? blank),
  ];
  expect(of(1)).toEqual(of(1));
  expect(of(1)).not.toEqual(of(2));
});

test('probabilities add up to 1 and stand large outputs', () => {
  const outputs = Float32Array.from([1000, 999, -1000]);
  toProbabilities(outputs);
  expect(outputs[0]).toBeCloseTo(Math.E / (Math.E + 1), 6);
  expect([...outputs].reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
});

const blank: FeatureRow = {
  dense: new Float32Array(2),
  sparse: { indices: new Int32Array(0), values: new Float32Array(0) },
};
