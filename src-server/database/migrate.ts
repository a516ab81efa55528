import { readdir } from 'node:fs/promises';
import { runner } from 'node-pg-migrate';
import type pg from 'pg';
import { AppError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';

/** Named apart from node-pg-migrate's default, which an existing database may already have for another program. */
const TABLE = 'teppan_migrations';

/** The part of a `pg` client that migrations use. */
export type MigrationClient = pg.ClientBase;

export interface MigrateOptions {
  dir: string;
  log: Log;
  /** Several sidecars may start on one server at once: the others wait. An embedded database has one user only. */
  lock: boolean;
  /** Called before the first step when there are steps to run on a database that was in use before. */
  beforeUpgrade?: () => Promise<void>;
}

export interface MigrationState {
  applied: string[];
  pending: string[];
}

/**
 * Which steps have run and which have to. Refuses a database that a newer version has been at, and one whose history
 * is not the beginning of ours, before anything is changed.
 */
async function readMigrationState(client: MigrationClient, dir: string): Promise<MigrationState> {
  const known = (await readdir(dir))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length));
  known.sort();
  const applied = await listApplied(client);
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new AppError(
      'CONFLICT',
      `This data was last used by a newer version of Teppan, which added "${unknown[0]}". Install that version again, or choose another data folder or database. Nothing was changed.`,
    );
  }
  const skipped = known.slice(0, applied.length).filter((name, index) => name !== applied[index]);
  if (skipped.length > 0) {
    throw new AppError(
      'CONFLICT',
      `The steps of this database do not fit this version of Teppan: "${skipped[0]}" was passed over. Restore a backup that was made by this version. Nothing was changed.`,
    );
  }
  return { applied, pending: known.slice(applied.length) };
}

/**
 * Brings the schema up to date, each file in a transaction of its own, so that a process that is killed half-way
 * leaves a whole number of steps done. Returns the names of the steps that were run.
 * A failed step leaves its transaction open: the caller closes the connection then.
 */
export async function migrate(client: MigrationClient, options: MigrateOptions): Promise<string[]> {
  const { pending, applied } = await readMigrationState(client, options.dir);
  if (pending.length === 0) return [];
  if (applied.length > 0) await options.beforeUpgrade?.();
  const done = await runner({
    dbClient: client,
    dir: options.dir,
    ignorePattern: '(?!.*\\.sql$).*',
    direction: 'up',
    migrationsTable: TABLE,
    migrationsSchema: 'public',
    checkOrder: true,
    singleTransaction: false,
    noLock: !options.lock,
    advisoryLockMode: 'wait',
    logger: quietLogger(options.log),
  });
  // Where another sidecar ran them meanwhile, this one found nothing to do.
  for (const step of done) options.log.info('migration applied', { step: step.name });
  return done.map((step) => step.name);
}

async function listApplied(client: MigrationClient): Promise<string[]> {
  const table = await client.query<{ exists: boolean }>(`SELECT to_regclass('public.${TABLE}') IS NOT NULL AS exists`);
  if (table.rows[0]?.exists !== true) return [];
  const rows = await client.query<{ name: string }>(`SELECT name FROM public.${TABLE} ORDER BY run_on, id`);
  return rows.rows.map((row) => row.name);
}

/** node-pg-migrate prints whole statements on failure; the error that it throws says enough. */
function quietLogger(log: Log) {
  const debug = (message: string) => log.debug('migration', { message });
  return { debug, info: debug, warn: debug, error: debug };
}
