import { AppError, errorText } from '../../core/errors.ts';

/** The server's place without its password, for texts that people and logs see. */
function describeUrl(url: string): string {
  try {
    const { username, host, pathname } = new URL(url);
    return `${host}${pathname}${username === '' ? '' : ` as user "${decodeURIComponent(username)}"`}`;
  } catch {
    return 'the given address';
  }
}

/** Refuses what is no Postgres URL before anything is tried with it. */
export function checkUrl(url: string): void {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (protocol === 'postgres:' || protocol === 'postgresql:') return;
  throw new AppError(
    'BAD_INPUT',
    'DATABASE_URL is not a Postgres address. Write it like postgres://user:password@host:5432/database.',
  );
}

/** Why a server could not be used, with what to do about it. The password is in none of these texts. */
export function explainServerFailure(error: unknown, url: string): AppError {
  if (error instanceof AppError) return error;
  const place = describeUrl(url);
  const options = { cause: error };
  switch (codeOf(error)) {
    case '28P01':
    case '28000':
      return new AppError(
        'UNAVAILABLE',
        `The database server refused the user or password for ${place}. Correct them in DATABASE_URL.`,
        options,
      );
    case '3D000':
      return new AppError(
        'UNAVAILABLE',
        `The database server has no such database: ${place}. Create it there with CREATE DATABASE, or correct DATABASE_URL.`,
        options,
      );
    case '42501':
      return new AppError(
        'FORBIDDEN',
        `The user of ${place} may not set up the database. Let the database's owner start Teppan once, or grant CREATE on the database.`,
        options,
      );
    case '53300':
      return new AppError(
        'UNAVAILABLE',
        `The database server at ${place} has no connection left. Raise its max_connections or close other programs.`,
        options,
      );
    default:
      if (isSqlState(codeOf(error)))
        return new AppError(
          'INTERNAL',
          `The database ${place} could not be brought up to date (${errorText(error)}). Nothing of the failed step was kept.`,
          options,
        );
      return new AppError(
        'UNAVAILABLE',
        `The database server at ${place} cannot be reached (${reasonOf(error)}). Check that it is running and that DATABASE_URL is right.`,
        options,
      );
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error) return String(error.code);
  // node-pg-migrate tells of a failure to make its table in text only.
  return /permission denied/.test(error.message) ? '42501' : '';
}

function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) && !/^(08|57P)/.test(code) && !code.startsWith('E');
}

/** Node gives a name with several addresses an error of several errors, whose own text is empty. */
function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return errorText(first) || codeOf(error) || 'no reason given';
}
