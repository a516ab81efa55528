import { endianness } from 'node:os';
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
export function vectorParameter(numbers: ArrayLike<number>): Buffer {
  refuseUnstorable(numbers);
  // As a block, as one number after the other takes longer than the index needs to find the nearest vectors.
  const floats = Buffer.from(Float32Array.from(numbers).buffer);
  if (endianness() === 'LE') floats.swap32();
  const bytes = Buffer.alloc(4 + floats.length);
  bytes.writeUInt16BE(numbers.length, 0);
  floats.copy(bytes, 4);
  return bytes;
}

/** Reads a vector that came as numbers, or as 4-byte floats, little-endian, in base64. */
export function readVector(sent: string | readonly number[]): ArrayLike<number> {
  if (typeof sent !== 'string') return sent;
  const bytes = Buffer.from(sent, 'base64');
  if (endianness() === 'BE') bytes.swap32();
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** pgvector keeps 4-byte floats, which hold nothing beyond 3.4e38. Vectors also come from outside, as a search by vector. */
function refuseUnstorable(numbers: ArrayLike<number>): void {
  // By index, as `find` on an array of floats takes thirty times as long.
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at];
    if (!Number.isFinite(Math.fround(number ?? Number.NaN)))
      throw new AppError('BAD_INPUT', `A vector cannot hold ${number}. Give finite numbers of single precision only.`);
  }
}
