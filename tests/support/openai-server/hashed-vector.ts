import { createHash } from 'node:crypto';
import { terms } from '../../../src-server/models/text/words.ts';

/** A vector in which texts are near that share terms: each term adds to three places that its hash names. */
export function hashedVector(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const term of ['', ...terms(text)]) {
    const hash = createHash('sha256').update(term).digest();
    for (const offset of [0, 4, 8]) {
      const place = hash.readUInt32LE(offset) % dimensions;
      vector[place] = (vector[place] ?? 0) + (hash.readUInt8(16 + offset) % 2 === 0 ? 1 : -1);
    }
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
