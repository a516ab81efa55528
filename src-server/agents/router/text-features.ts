import { words } from '../../models/text/words.ts';

/** A text as a few weighted features out of many: `values[i]` belongs to feature `indices[i]`. */
export interface SparseVector {
  indices: Int32Array;
  values: Float32Array;
}

/** The terms of a text that the vocabulary knows, at length 1. */
export interface KnownTerms extends SparseVector {
  /** The length that they have in the text of length 1 which counts unknown terms too, 0..1: 1 where all are known. */
  known: number;
}

/** Turns texts into weighted terms whose vocabulary and weights were learnt from examples. */
export interface TextFeatures {
  readonly size: number;
  toVector(text: string): KnownTerms;
}

/** Terms that occur once in many examples take room and tell nothing that can be checked. */
const MANY_EXAMPLES = 3000;
/** A very long message is told by its beginning; keeps the time of hostile ones small. */
const MAX_CHARACTERS = 1000;

/**
 * Learns tf-idf features (G. Salton and C. Buckley, "Term-weighting approaches in automatic text retrieval", 1988):
 * (1 + ln tf) · (1 + ln((1 + N) / (1 + df))), scaled to length 1. Terms that the examples lack are left out, and
 * their share is told.
 */
export function fitTextFeatures(texts: readonly string[], termsOf: (text: string) => string[]): TextFeatures {
  const documentCounts = new Map<string, number>();
  for (const text of texts)
    for (const term of new Set(termsOf(text))) documentCounts.set(term, (documentCounts.get(term) ?? 0) + 1);
  const least = texts.length >= MANY_EXAMPLES ? 2 : 1;
  const vocabulary = new Map<string, { index: number; weight: number }>();
  for (const [term, count] of documentCounts)
    if (count >= least)
      vocabulary.set(term, { index: vocabulary.size, weight: 1 + Math.log((1 + texts.length) / (1 + count)) });

  const rarest = 1 + Math.log(1 + texts.length);

  return {
    size: vocabulary.size,
    toVector(text) {
      const counts = new Map<string, number>();
      const unknown = new Map<string, number>();
      for (const term of termsOf(text)) {
        const side = vocabulary.has(term) ? counts : unknown;
        side.set(term, (side.get(term) ?? 0) + 1);
      }
      const indices = new Int32Array(counts.size);
      const values = new Float32Array(counts.size);
      let squares = 0;
      let at = 0;
      for (const [term, count] of counts) {
        const { index, weight } = vocabulary.get(term) ?? { index: 0, weight: 0 };
        const value = (1 + Math.log(count)) * weight;
        indices[at] = index;
        values[at] = value;
        squares += value * value;
        at += 1;
      }
      const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
      for (at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) * scale;
      const foreign = [...unknown.values()].reduce((sum, count) => sum + ((1 + Math.log(count)) * rarest) ** 2, 0);
      return { indices, values, known: squares === 0 ? 0 : Math.sqrt(squares / (squares + foreign)) };
    },
  };
}

/** The words of a text and each two in a row. Small words stay: "can I" and "did I" tell intents apart. */
export function wordTerms(text: string): string[] {
  const all = words(text.slice(0, MAX_CHARACTERS));
  return [...all, ...all.slice(1).map((word, at) => `${all[at]} ${word}`)];
}

/** Pieces of three to five letters inside the words, with the words' borders: forgiving of endings and typing errors. */
export function pieceTerms(text: string): string[] {
  const pieces: string[] = [];
  for (const word of words(text.slice(0, MAX_CHARACTERS))) {
    const bordered = ` ${word} `;
    if (bordered.length === 3) pieces.push(bordered);
    else
      for (let length = 3; length <= 5; length += 1)
        for (let from = 0; from + length <= bordered.length; from += 1)
          pieces.push(bordered.slice(from, from + length));
  }
  return pieces;
}
