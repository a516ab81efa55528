import { AppError } from '../core/errors.ts';

/**
 * A vector in pgvector's binary form, which the driver sends as it is: dimensions, a reserved number, then 4-byte floats.
 * Writing and reading 1536 numbers as text would take longer than the search itself. For `$1::vector`.
 */
export function vectorParameter(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + numbers.length * 4);
  bytes.writeUInt16BE(numbers.length, 0);
  for (const [index, number] of numbers.entries()) {
    if (!Number.isFinite(Math.fround(number))) throw new AppError('BAD_INPUT', 'A vector holds finite numbers only.');
    bytes.writeFloatBE(number, 4 + index * 4);
  }
  return bytes;
}
