import type { FeatureRow } from './feature-space.ts';

/** Tells how near a text is to the nearest examples, whatever their intent. */
export interface NearestExamples {
  similarity(row: FeatureRow): number;
}

/** The mean of so many neighbours: one alone may be a stray. */
const NEIGHBOURS = 3;
/** Keeps a look-up within a few milliseconds. */
const MOST_EXAMPLES = 6000;

/** Keeps examples to compare with: all, or every n-th of them when there are very many (they are sorted by intent). */
export function keepNearestExamples(rows: readonly FeatureRow[], sparseSize: number): NearestExamples {
  const every = Math.ceil(rows.length / MOST_EXAMPLES);
  const kept = rows.filter((_, at) => at % every === 0);
  const scratch = new Float32Array(sparseSize);
  return {
    similarity(row) {
      for (const [at, index] of row.sparse.indices.entries()) scratch[index] = row.sparse.values[at] ?? 0;
      const best = new Float64Array(Math.min(NEIGHBOURS, kept.length)).fill(Number.NEGATIVE_INFINITY);
      for (const example of kept) {
        const value = product(row.dense, example.dense) + sparseProduct(scratch, example);
        if (value <= (best[0] ?? 0)) continue;
        best[0] = value;
        best.sort();
      }
      for (const index of row.sparse.indices) scratch[index] = 0;
      return best.length === 0 ? 0 : best.reduce((sum, value) => sum + value, 0) / best.length;
    },
  };
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

function sparseProduct(scattered: Float32Array, { sparse }: FeatureRow): number {
  let sum = 0;
  for (let at = 0; at < sparse.indices.length; at += 1)
    sum += (scattered[sparse.indices[at] as number] as number) * (sparse.values[at] as number);
  return sum;
}
