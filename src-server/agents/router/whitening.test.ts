import { expect, test } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import { cholesky, fitWhitening } from './whitening.ts';

test('the Cholesky factor times its transpose is the matrix', () => {
  const matrix = Float64Array.from([4, 2, 2, 2, 10, 4, 2, 4, 9]);
  const lower = cholesky(matrix, 3);
  for (let row = 0; row < 3; row += 1)
    for (let column = 0; column < 3; column += 1) {
      let sum = 0;
      for (let at = 0; at < 3; at += 1) sum += (lower[row * 3 + at] ?? 0) * (lower[column * 3 + at] ?? 0);
      expect(sum).toBeCloseTo(matrix[row * 3 + column] ?? 0, 12);
    }
});

test('gives the cosine under the inverse of the shrunk covariance within classes', () => {
  const vectors = [
    [0, 0],
    [4, 1],
    [10, 2],
    [14, 5],
  ];
  const whitening = fitWhitening(vectors, [0, 0, 1, 1], 2);
  // Worked by hand: differences from the class means are ±(2, 0.5) and ±(2, 1.5); mean of all is (7, 2).
  const scatter = { xx: (4 * 4) / 4, xy: (2 * 2 * 0.5 + 2 * 2 * 1.5) / 4, yy: (2 * 0.25 + 2 * 2.25) / 4 };
  const ball = (0.5 * (scatter.xx + scatter.yy)) / 2;
  const [a, b, c] = [0.5 * scatter.xx + ball, 0.5 * scatter.xy, 0.5 * scatter.yy + ball];
  const determinant = a * c - b * b;
  const product = ([x1, y1]: number[], [x2, y2]: number[]) =>
    ((x1 ?? 0) * (c * (x2 ?? 0) - b * (y2 ?? 0)) + (y1 ?? 0) * (a * (y2 ?? 0) - b * (x2 ?? 0))) / determinant;
  const [p, q] = [
    [3 - 7, 1 - 2],
    [9 - 7, 6 - 2],
  ];
  const expected = product(p, q) / Math.sqrt(product(p, p) * product(q, q));
  const [u, v] = [whitening.apply([3, 1]), whitening.apply([9, 6])];
  expect((u[0] ?? 0) * (v[0] ?? 0) + (u[1] ?? 0) * (v[1] ?? 0)).toBeCloseTo(expected, 5);
});

test('is finite with one example a class and with equal examples', () => {
  const random = seededRandom(3);
  const vectors = Array.from({ length: 4 }, () => Array.from({ length: 8 }, random));
  for (const classes of [
    [0, 1, 2, 3],
    [0, 0, 0, 0],
  ])
    for (const value of fitWhitening(vectors, classes, 8).apply(vectors[0] ?? [])) expect(value).toBeTypeOf('number');
  const same = fitWhitening(
    [
      [1, 2],
      [1, 2],
    ],
    [0, 0],
    2,
  ).apply([2, 2]);
  expect(Math.hypot(...same)).toBeCloseTo(1, 6);
});
