import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src-server/core/clock.ts';
import { createLog } from '../../src-server/core/log.ts';
import type { DatabaseHost } from '../../src-server/database/database-host.ts';
import { type OpenDatabaseOptions, openDatabase } from '../../src-server/database/open-database.ts';
import { createServerDatabase } from '../support/server-database.ts';

export interface BenchDatabase {
  db: DatabaseHost;
  /** Where a sidecar over this database may keep what it keeps beside it; goes with the database. */
  dataDir: string;
  /** What opens it from another process, once it is closed here. */
  database: OpenDatabaseOptions;
  /** Leaves the database to another process. */
  close(): Promise<void>;
  stop(): Promise<void>;
}

/** Names no server: one is started, as for the tests, and ends with this process. */
const START = 'start';

/** A throwaway database: an embedded one in a new folder, or a new one, dropped afterwards, on the server of the URL. */
export async function openBenchDatabase(serverUrl: string | undefined): Promise<BenchDatabase> {
  // A bench that is ended half-way must not leave its errors unseen; what it logs otherwise is not its result.
  const deps = { log: createLog({ level: 'error' }), clock: systemClock };
  const dataDir = await mkdtemp(join(tmpdir(), 'teppan-bench-'));
  if (serverUrl !== undefined && serverUrl !== START) process.env.TEPPAN_TEST_DATABASE_URL = serverUrl;
  const server = serverUrl === undefined ? undefined : await createServerDatabase();
  const database = server === undefined ? { dataDir } : { url: server.url };
  const host = await openDatabase(database, deps);
  let isOpen = true;
  const close = async () => {
    if (isOpen) await host.stop();
    isOpen = false;
  };
  return {
    db: host,
    dataDir,
    database,
    close,
    async stop() {
      await close();
      await server?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
