import { createVectorSource } from './synthetic-vectors.ts';

/** The vectors of one run, the same for everything that is measured on them. */
export interface BenchVectors {
  rows: readonly Float32Array[];
  questions: readonly Float32Array[];
}

export function makeVectors(rows: number, questions: number, seed: number): BenchVectors {
  const source = createVectorSource(rows, seed);
  return {
    rows: Array.from({ length: rows }, () => Float32Array.from(source.row())),
    questions: Array.from({ length: questions }, () => Float32Array.from(source.question())),
  };
}

/** The numbers of the rows that are nearest by cosine, computed from every row. Vectors are of length 1. */
export function nearestRows({ rows }: BenchVectors, question: Float32Array, limit: number): number[] {
  const best: { row: number; cosine: number }[] = [];
  for (const [row, vector] of rows.entries()) {
    let cosine = 0;
    for (let at = 0; at < vector.length; at += 1) cosine += (vector[at] ?? 0) * (question[at] ?? 0);
    if (best.length === limit && cosine <= (best.at(-1)?.cosine ?? -1)) continue;
    best.push({ row, cosine });
    best.sort((a, b) => b.cosine - a.cosine);
    best.length = Math.min(best.length, limit);
  }
  return best.map((one) => one.row);
}

/** The share of the truly nearest rows that was found. */
export function recall(truth: readonly (readonly number[])[], found: readonly (readonly number[])[]): number {
  const wanted = truth.flat().length;
  const hits = truth.flatMap((rows, index) => rows.filter((row) => found[index]?.includes(row))).length;
  return Math.round((hits / wanted) * 10_000) / 10_000;
}
