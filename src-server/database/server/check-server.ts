import type pg from 'pg';
import { AppError } from '../../core/errors.ts';

const OLDEST_SERVER = 160_000;
const OLDEST_PGVECTOR: [number, number] = [0, 8];

/** Refuses a server that lacks what Teppan needs: Postgres 16, and pgvector 0.8, whose filtered searches are complete. */
export async function checkServer(client: pg.ClientBase): Promise<void> {
  const version = await client.query<{ number: number; name: string }>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name`,
  );
  const server = version.rows[0];
  if (server === undefined || server.number < OLDEST_SERVER) {
    throw new AppError(
      'UNAVAILABLE',
      `The database server runs Postgres ${server?.name}, and Teppan needs 16 or newer. Upgrade the server or point DATABASE_URL at a newer one.`,
    );
  }
  const found = await client.query<{ installed: string | null; available: string | null }>(
    `SELECT installed_version AS installed, default_version AS available
       FROM pg_available_extensions WHERE name = 'vector'`,
  );
  const pgvector = found.rows[0]?.installed ?? found.rows[0]?.available;
  if (pgvector === undefined || pgvector === null) {
    throw new AppError(
      'UNAVAILABLE',
      'The database server has no pgvector, which Teppan searches with. Install it there (on Debian: the package postgresql-17-pgvector) and start again.',
    );
  }
  if (isOlder(pgvector, OLDEST_PGVECTOR)) {
    throw new AppError(
      'UNAVAILABLE',
      `The database has pgvector ${pgvector}, and Teppan needs 0.8 or newer. Upgrade it on the server and run ALTER EXTENSION vector UPDATE.`,
    );
  }
}

function isOlder(version: string, [major, minor]: [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
}
