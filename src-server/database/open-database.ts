import { join } from 'node:path';
import { APP_ROOT } from '../core/app-root.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { DatabaseHost } from './database-host.ts';
import { openEmbedded } from './embedded/open-embedded.ts';
import { openServer } from './server/open-server.ts';

/** Either the folder of the embedded database, or the URL of a Postgres server with pgvector. */
export type OpenDatabaseOptions = ({ dataDir: string } | { url: string }) & {
  /** The steps that make the schema; the application's own unless given. */
  migrationsDir?: string;
};

export interface OpenDatabaseDeps {
  log: Log;
  clock: Clock;
  /** Called as soon as this process is the folder's only owner, long before the database is open. Never for a server. */
  onOwned?: () => void;
}

/**
 * Opens the database, brings its schema up to date, and keeps it open until `stop`.
 * Rejects with an AppError whose text names the remedy: the folder is in use, the server cannot be reached,
 * the data belongs to a newer version, the disk is full.
 */
export function openDatabase(options: OpenDatabaseOptions, deps: OpenDatabaseDeps): Promise<DatabaseHost> {
  const migrationsDir = options.migrationsDir ?? join(APP_ROOT, 'migrations');
  return 'url' in options
    ? openServer({ url: options.url, migrationsDir }, deps)
    : openEmbedded({ dataDir: options.dataDir, migrationsDir }, deps);
}
