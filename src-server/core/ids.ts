import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** A new row id. UUID version 7 (RFC 9562): ids made later sort later, so inserts stay at the right end of an index. */
export function newId(): string {
  return v7();
}

/** A secret of 256 random bits, safe in URLs and headers. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
