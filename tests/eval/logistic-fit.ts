import type { LogisticModel } from '../../src-server/models/offline/logistic.ts';

/** One labelled case of a decision. */
export interface Row<Name extends string> {
  features: Record<Name, number>;
  label: number;
  weight: number;
}

/** Pulls coefficients of standardised features towards 0, so that no feature is trusted for what one set shows by chance. */
const RIDGE: number = 1;
const ROUNDS = 25;

/** Weighted logistic regression by Newton's method on standardised features; returns coefficients of the plain ones. */
export function fitLogistic<Name extends string>(
  names: readonly Name[],
  rows: readonly Row<Name>[],
): LogisticModel<Name> {
  const scales = names.map((name) => {
    const mean = rows.reduce((sum, row) => sum + row.features[name], 0) / rows.length;
    const variance = rows.reduce((sum, row) => sum + (row.features[name] - mean) ** 2, 0) / rows.length;
    return { mean, deviation: Math.sqrt(variance) || 1 };
  });
  const points = rows.map((row) => [
    1,
    ...names.map((name, at) => {
      const { mean, deviation } = scales[at] ?? { mean: 0, deviation: 1 };
      return (row.features[name] - mean) / deviation;
    }),
  ]);
  const size = names.length + 1;
  let beta = new Array<number>(size).fill(0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const hessian = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => (i === j && i > 0 ? RIDGE : 0)),
    );
    const gradient = beta.map((value, at) => (at > 0 ? -RIDGE * value : 0));
    for (const [index, row] of rows.entries()) {
      const point = points[index] ?? [];
      const p = 1 / (1 + Math.exp(-dot(beta, point)));
      for (let i = 0; i < size; i += 1) {
        const xi = point[i] ?? 0;
        gradient[i] = (gradient[i] ?? 0) + row.weight * (row.label - p) * xi;
        const line = hessian[i] ?? [];
        for (let j = 0; j < size; j += 1) line[j] = (line[j] ?? 0) + row.weight * p * (1 - p) * xi * (point[j] ?? 0);
      }
    }
    const step = solve(hessian, gradient);
    beta = beta.map((value, at) => value + (step[at] ?? 0));
  }
  const plain = names.map((_, at) => (beta[at + 1] ?? 0) / (scales[at]?.deviation ?? 1));
  const shift = plain.reduce((sum, value, at) => sum + value * (scales[at]?.mean ?? 0), 0);
  const coefficients = Object.fromEntries(names.map((name, at) => [name, plain[at] ?? 0])) as Record<Name, number>;
  return { constant: (beta[0] ?? 0) - shift, coefficients };
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

/** Solves matrix · x = values by Gaussian elimination with pivoting. */
function solve(matrix: number[][], values: number[]): number[] {
  const rows = matrix.map((row, at) => [...row, values[at] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let at = column + 1; at < size; at += 1)
      if (Math.abs(rows[at]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = at;
    const [top, own] = [rows[pivot] ?? [], rows[column] ?? []];
    rows[pivot] = own;
    rows[column] = top;
    for (let at = 0; at < size; at += 1) {
      const row = rows[at] ?? [];
      const factor = at === column ? 0 : (row[column] ?? 0) / (top[column] || 1);
      if (factor !== 0) for (let k = column; k <= size; k += 1) row[k] = (row[k] ?? 0) - factor * (top[k] ?? 0);
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] || 1));
}
