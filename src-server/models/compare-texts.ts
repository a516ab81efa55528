import type { CallOptions, Embedder } from './embedder.ts';

/** For each text the cosine with the nearest of the passages, 0..1; 0 where there are no passages. */
export type CompareTexts = (
  texts: readonly string[],
  passages: readonly string[],
  options?: CallOptions,
) => Promise<number[]>;

/** Compares by the model inside Teppan, whichever model made the stored vectors: what is close is fitted to it alone. */
export function createCompareTexts(embedder: Embedder): CompareTexts {
  return async (texts, passages, options) => {
    if (texts.length === 0) return [];
    const vectors = await embedder.embed([...texts, ...passages], options);
    const known = vectors.slice(texts.length);
    return vectors.slice(0, texts.length).map((vector) => Math.max(0, ...known.map((other) => dot(vector, other))));
  };
}

/** The cosine of two vectors of length 1. */
export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
