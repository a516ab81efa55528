import type { z } from 'zod';
import { AppError } from '../core/errors.ts';

/** Writes a place in a list so that it can travel: opaque to clients, checked when it comes back. */
export function encodeCursor(place: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Reads what `encodeCursor` wrote. Anything else is BAD_INPUT. */
export function decodeCursor<S extends z.ZodType>(place: S, cursor: string): z.output<S> {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new AppError('BAD_INPUT', 'This place in the list is not valid. Load the list from its start.', { cause });
  }
}
