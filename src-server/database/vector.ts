import { z } from 'zod';

/** A `vector` column. The driver gives pgvector's text form, "[0.1,0.2]". */
export const vectorColumn = z
  .string()
  .regex(/^\[.*\]$/, 'Expected the text form of a vector.')
  .transform((text) => text.slice(1, -1).split(',').filter(Boolean).map(Number))
  .pipe(z.array(z.number()));

/** A vector as a statement's value: `… ORDER BY vector <=> $1::vector`. */
export function toVector(numbers: readonly number[]): string {
  const broken = numbers.find((number) => !Number.isFinite(number));
  if (broken !== undefined) throw new RangeError(`A vector cannot hold ${broken}.`);
  return `[${numbers.join(',')}]`;
}
