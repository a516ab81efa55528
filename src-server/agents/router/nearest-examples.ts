import type { FeatureRow, WholeRow } from './feature-space.ts';

/** A message, as features and as it was embedded. */
export interface PlacedText {
  row: WholeRow;
  vector: ArrayLike<number>;
}

export interface PlacedExample {
  row: FeatureRow;
  vector: ArrayLike<number>;
  /** The number of its intent. */
  intent: number;
}

/** How near a message is to the examples. */
export interface Nearness {
  /**
   * The mean product of features with the three nearest of one intent, the same words and the same meaning, over what
   * is usual between that intent's own examples: 1 where a message is as near to them as they are to each other.
   */
  features: number;
  /** The cosine of embeddings with the nearest of any intent: the same field, whatever was asked of it. */
  meaning: number;
}

/** The mean of so many neighbours: one alone may be a stray. */
const NEIGHBOURS = 3;
/** Keeps a look-up within a few milliseconds. */
const MOST_EXAMPLES = 2500;
/** So many examples tell how near those of an intent are to each other. */
const MOST_COMPARED = 25;
/** What is usual in all intents counts like so many examples of each: two or three sentences alone tell little. */
const OF_ALL_INTENTS = 2;
/** Nothing is told by a fraction of nearly nothing. */
const LEAST_USUAL = 0.05;

/** Keeps examples to compare with: those of one intent for features, and all, or every n-th where there are very many, for meaning. */
export function keepNearestExamples(
  examples: readonly PlacedExample[],
  sparseSize: number,
): (message: PlacedText, intent: number) => Nearness {
  const every = Math.ceil(examples.length / MOST_EXAMPLES);
  const vectors = examples.filter((_, at) => at % every === 0).map(({ row, vector }) => trimmed(row, vector));
  const ofIntents = new Map<number, FeatureRow[]>();
  for (const { row, intent } of examples) {
    const rows = ofIntents.get(intent) ?? [];
    rows.push({ dense: row.dense, sparse: row.sparse });
    ofIntents.set(intent, rows);
  }
  const scratch = new Float32Array(sparseSize);

  function nearestOf(row: PlacedExample['row'], values: Float32Array, rows: readonly FeatureRow[]): number {
    for (const [at, index] of row.sparse.indices.entries()) scratch[index] = values[at] ?? 0;
    const products = rows.map((example) => product(row.dense, example.dense) + sparseProduct(scratch, example));
    for (const index of row.sparse.indices) scratch[index] = 0;
    const best = products.sort((a, b) => b - a).slice(0, NEIGHBOURS);
    return best.reduce((sum, value) => sum + value, 0) / Math.max(1, best.length);
  }

  const usual = usualNearness(ofIntents, (row, others) => nearestOf(row, row.sparse.values, others));
  return ({ row, vector }, intent) => {
    const own = trimmed(row, vector);
    const meaning = vectors.reduce((best, one) => Math.max(best, product(own, one)), -1);
    const features = nearestOf(row, row.wholeValues, ofIntents.get(intent) ?? []);
    return { features: features / (usual.get(intent) ?? 1), meaning };
  };
}

/** How near each intent's examples are to the others of it; as in all intents together where it has one alone. */
function usualNearness(
  ofIntents: ReadonlyMap<number, readonly FeatureRow[]>,
  nearestOf: (row: FeatureRow, others: readonly FeatureRow[]) => number,
): Map<number, number> {
  const found = new Map<number, number[]>();
  for (const [intent, rows] of ofIntents) {
    const compared = rows.length < 2 ? [] : rows.slice(0, MOST_COMPARED);
    found.set(
      intent,
      compared.map((row) =>
        nearestOf(
          row,
          rows.filter((other) => other !== row),
        ),
      ),
    );
  }
  const means = [...found.values()]
    .filter((values) => values.length > 0)
    .map((values) => sumOf(values) / values.length);
  const everywhere = means.length === 0 ? 1 : sumOf(means) / means.length;
  return new Map(
    [...found].map(([intent, values]) => [
      intent,
      Math.max(LEAST_USUAL, (sumOf(values) + OF_ALL_INTENTS * everywhere) / (values.length + OF_ALL_INTENTS)),
    ]),
  );
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
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
