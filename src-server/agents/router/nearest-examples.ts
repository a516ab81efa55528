import type { FeatureRow } from './feature-space.ts';

/** An example or a message, as features and as it was embedded. */
export interface PlacedText {
  row: FeatureRow;
  vector: ArrayLike<number>;
}

/** How near a message is to the examples, whatever their intent. */
export interface Nearness {
  /** The mean product of features with the three nearest: the same words and the same meaning. */
  features: number;
  /** The cosine of embeddings with the nearest: the same field, whatever was asked of it. */
  meaning: number;
}

/** The mean of so many neighbours: one alone may be a stray. */
const NEIGHBOURS = 3;
/** Keeps a look-up within a few milliseconds. */
const MOST_EXAMPLES = 2500;

/** Keeps examples to compare with: all, or every n-th of them when there are very many. */
export function keepNearestExamples(
  examples: readonly PlacedText[],
  sparseSize: number,
): (message: PlacedText) => Nearness {
  const every = Math.ceil(examples.length / MOST_EXAMPLES);
  const kept = examples
    .filter((_, at) => at % every === 0)
    .map(({ row, vector }) => ({ row, vector: trimmed(row, vector) }));
  const scratch = new Float32Array(sparseSize);
  return ({ row, vector }) => {
    const own = trimmed(row, vector);
    for (const [at, index] of row.sparse.indices.entries()) scratch[index] = row.sparse.values[at] ?? 0;
    const best = new Float64Array(Math.min(NEIGHBOURS, kept.length)).fill(Number.NEGATIVE_INFINITY);
    let meaning = -1;
    for (const example of kept) {
      meaning = Math.max(meaning, product(own, example.vector));
      const value = product(row.dense, example.row.dense) + sparseProduct(scratch, example.row);
      if (value <= (best[0] ?? 0)) continue;
      best[0] = value;
      best.sort();
    }
    for (const index of row.sparse.indices) scratch[index] = 0;
    const features = best.length === 0 ? 0 : best.reduce((sum, value) => sum + value, 0) / best.length;
    return { features, meaning };
  };
}

/** Without the zeros that pad a vector to the common width. */
function trimmed(row: FeatureRow, vector: ArrayLike<number>): Float32Array {
  return Float32Array.from({ length: row.dense.length }, (_, at) => vector[at] ?? 0);
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
