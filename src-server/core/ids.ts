import { randomBytes, randomInt } from 'node:crypto';
import { v7 } from 'uuid';

/** A new row id. UUID version 7 (RFC 9562): ids made later sort later, so inserts stay at the right end of an index. */
export function newId(): string {
  return v7();
}

/** A secret of 256 random bits, safe in URLs and headers. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

const CODE_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A code that a person can read out, without letters that look alike: ten of 31, which nobody guesses. */
export function newCode(): string {
  return Array.from({ length: 10 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
}
