import pg from 'pg';
import { AppError } from '../core/errors.ts';

/** SQLSTATEs by which a server says that it cannot serve now: connection, resources, operator intervention. */
const UNAVAILABLE_STATES = /^(08|53|57P|58)/;
const DISK_FULL = '53100';
const OUT_OF_RANGE = '22003';
/** What JSON and JavaScript can hold in a text and Postgres cannot: the character NUL, in a text and in a jsonb. */
const UNSTORABLE_TEXT = ['22021', '22P05'];

/**
 * An error of `pg` in the words of the sidecar. What is wrong with a statement or its values stays as it is,
 * so that a caller can tell a duplicate from a missing row; what is wrong with the database becomes UNAVAILABLE,
 * and a text that no database could take BAD_INPUT.
 */
export function toAppError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (error instanceof pg.DatabaseError) {
    if (error.code === DISK_FULL || /No space left on device/.test(error.message)) return diskFullError(error);
    if (error.code === OUT_OF_RANGE)
      return new AppError('BAD_INPUT', 'A number is too large. Use a smaller one.', { cause: error });
    if (UNSTORABLE_TEXT.includes(error.code ?? '')) return unstorableTextError(error);
    if (error.code !== undefined && UNAVAILABLE_STATES.test(error.code)) return unavailableError(error);
    return error;
  }
  return unavailableError(error);
}

export function diskFullError(cause: unknown): AppError {
  const text =
    'The disk is full, so this could not be saved. Free some space and try again; what was saved before is safe.';
  return new AppError('UNAVAILABLE', text, { cause });
}

function unstorableTextError(cause: unknown): AppError {
  const text = 'The text holds a character that cannot be stored (NUL). Remove it and send the text again.';
  return new AppError('BAD_INPUT', text, { cause });
}

export function unavailableError(cause: unknown): AppError {
  return new AppError('UNAVAILABLE', 'The database does not answer at the moment. Try again in a few seconds.', {
    cause,
  });
}

/** Whether a row was refused because one like it exists, optionally by the constraint or unique index of that name. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof pg.DatabaseError) || error.code !== '23505') return false;
  return constraint === undefined || error.constraint === constraint;
}

/** Whether a row was refused because what it points to, by the constraint of that name, is not there. */
export function isForeignKeyViolation(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.code === '23503' && error.constraint === constraint;
}

/** Whether a row was refused because it overlaps another, by the exclusion constraint of that name. */
export function isOverlap(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.code === '23P01' && error.constraint === constraint;
}
