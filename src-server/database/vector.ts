import { AppError } from '../core/errors.ts';

/** A vector in pgvector's text form, for where it travels inside JSON. As a value of its own, `vectorParameter` is quicker. */
export function vectorText(numbers: readonly number[]): string {
  refuseUnstorable(numbers);
  return `[${numbers.join(',')}]`;
}

/**
 * A vector in pgvector's binary form, which the driver sends as it is: dimensions, a reserved number, then 4-byte floats.
 * Writing and reading 1536 numbers as text would take longer than the search itself. For `$1::vector`.
 */
export function vectorParameter(numbers: readonly number[]): Buffer {
  refuseUnstorable(numbers);
  const bytes = Buffer.alloc(4 + numbers.length * 4);
  bytes.writeUInt16BE(numbers.length, 0);
  for (const [index, number] of numbers.entries()) bytes.writeFloatBE(number, 4 + index * 4);
  return bytes;
}

/** Reads a vector that came as numbers, or as 4-byte floats, little-endian, in base64. */
export function readVector(sent: string | readonly number[]): readonly number[] {
  if (typeof sent !== 'string') return sent;
  const bytes = Buffer.from(sent, 'base64');
  return Array.from({ length: bytes.length >> 2 }, (_, index) => bytes.readFloatLE(index * 4));
}

/** pgvector keeps 4-byte floats, which hold nothing beyond 3.4e38. Vectors also come from outside, as a search by vector. */
function refuseUnstorable(numbers: readonly number[]): void {
  const broken = numbers.find((number) => !Number.isFinite(Math.fround(number)));
  if (broken !== undefined)
    throw new AppError('BAD_INPUT', `A vector cannot hold ${broken}. Give finite numbers of single precision only.`);
}
