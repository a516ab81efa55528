import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { createDatabase } from '../create-database.ts';
import type { Database } from '../database.ts';
import type { DatabaseHost } from '../database-host.ts';
import { createEventFeed, createEventSignal } from '../event-feed.ts';
import { migrate } from '../migrate.ts';
import { startEngine } from './engine.ts';
import { lockFolder } from './folder-lock.ts';
import { makePrivateFolder, syncFolder, syncTree } from './private-folder.ts';
import { type SupervisedEngine, superviseEngine } from './supervised-engine.ts';
import { WATCHDOG_TIMES } from './watchdog.ts';

const MIGRATION_LIMIT_MS = 30 * 60_000;

/** Opens the embedded database of a data folder, of which this process becomes the only owner. */
export async function openEmbedded(
  options: { dataDir: string; migrationsDir: string },
  { log }: { log: Log; clock: Clock },
): Promise<DatabaseHost> {
  const dataDir = await makePrivateFolder(options.dataDir);
  const lock = await lockFolder(dataDir);
  try {
    const folder = join(dataDir, 'db');
    if (!existsSync(folder)) await createDatabaseFolder(folder);
    const engine = await superviseEngine({ storage: { kind: 'folder', folder }, log, watchdog: WATCHDOG_TIMES });
    await migrateEmbedded(engine, options.migrationsDir, log);
    const { db, feed } = connectEmbedded(engine, log);
    return {
      ...db,
      feed,
      notices: [],
      backup: async () => undefined,
      async stop() {
        await engine.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The database and its events on an engine that is open. */
export function connectEmbedded(engine: SupervisedEngine, log: Log): { db: Database; feed: DatabaseHost['feed'] } {
  const signal = createEventSignal((error) => log.error('a listener for events failed', { error }));
  const db = createDatabase({ engine: 'embedded', connections: engine, signal, log, expectLong: engine.expectLong });
  return { db, feed: createEventFeed(db, signal) };
}

export async function migrateEmbedded(engine: SupervisedEngine, dir: string, log: Log): Promise<void> {
  await engine.expectLong(MIGRATION_LIMIT_MS, () =>
    engine.exclusively((client) => migrate(client, { dir, log, lock: false })),
  );
}

/** Makes a new database beside its place and moves it there whole, so that being killed meanwhile leaves none. */
async function createDatabaseFolder(folder: string): Promise<void> {
  const draft = `${folder}.creating`;
  await rm(draft, { recursive: true, force: true });
  const engine = await startEngine({ storage: { kind: 'folder', folder: draft }, socketPath: undefined });
  await engine.ask({ task: 'close' });
  await engine.terminate();
  await syncTree(draft);
  await rename(draft, folder);
  await syncFolder(join(folder, '..'));
}
