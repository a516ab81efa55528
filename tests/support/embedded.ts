import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { APP_ROOT } from '../../src-server/core/app-root.ts';
import { systemClock } from '../../src-server/core/clock.ts';
import { type Log, silentLog } from '../../src-server/core/log.ts';
import type { Database } from '../../src-server/database/database.ts';
import { buildFolder } from '../../src-server/database/embedded/database-folder.ts';
import { connectEmbedded, migrateEmbedded } from '../../src-server/database/embedded/open-embedded.ts';
import { type SupervisedEngine, superviseEngine } from '../../src-server/database/embedded/supervised-engine.ts';
import type { EventFeed } from '../../src-server/database/event-feed.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { createServerDatabase } from './server-database.ts';

/** A throwaway database with the whole schema and no rows. */
export interface TestDatabase extends Database {
  readonly feed: EventFeed;
  stop(): Promise<void>;
}

export interface OpenTestDatabaseOptions {
  /** The embedded engine unless given. For `server`, ask `serverMissing()` first and say why when it is. */
  engine?: 'embedded' | 'server';
  log?: Log;
}

const MIGRATIONS = join(APP_ROOT, 'migrations');
const CACHE = join(APP_ROOT, 'node_modules', '.cache', 'teppan');
/** Patient, as a loaded test machine may hold up the thread for long; tests of the watchdog set their own. */
const PATIENT = { intervalMs: 5_000, misses: 6 };
const PATIENT_LIMIT_MS = 60_000;

/**
 * Opens a throwaway database: embedded and in memory, filled from a snapshot of the migrated schema that is made once
 * for each state of migrations/, or a new database on the test server.
 */
export async function openTestDatabase(options: OpenTestDatabaseOptions = {}): Promise<TestDatabase> {
  const log = options.log ?? silentLog;
  if (options.engine === 'server') return openOnServer(log);
  const engine = await openTestEngine(log);
  const { db, feed } = connectEmbedded(engine, log, { usualLimitMs: PATIENT_LIMIT_MS });
  return { ...db, feed, stop: engine.stop };
}

/** The engine alone, for tests of what is built on it. */
export async function openTestEngine(log: Log = silentLog): Promise<SupervisedEngine> {
  return openInMemory(await schemaSnapshot(), log);
}

/** Puts a database with the whole schema into a new data folder, many times faster than a first start makes it. */
export async function createTestFolder(dataDir: string): Promise<void> {
  const snapshot = await schemaSnapshot();
  const template = snapshot.replace(/\.tar\.gz$/, '');
  if (!existsSync(template)) {
    const draft = `${template}.${randomUUID()}`;
    await buildFolder(draft, { file: snapshot, rows: undefined });
    // Another worker of this run may have been quicker; its folder is as good.
    await rename(draft, template).catch(() => rm(draft, { recursive: true }));
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await cp(template, join(dataDir, 'db'), { recursive: true });
}

async function openOnServer(log: Log): Promise<TestDatabase> {
  const made = await createServerDatabase();
  const host = await openDatabase({ url: made.url }, { log, clock: systemClock });
  return {
    ...host,
    async stop() {
      await host.stop();
      await made.drop();
    },
  };
}

function openInMemory(snapshotFile: string | undefined, log: Log): Promise<SupervisedEngine> {
  const storage = snapshotFile === undefined ? {} : { fillFrom: snapshotFile };
  return superviseEngine({ storage: { kind: 'memory', ...storage }, log, watchdog: PATIENT });
}

/** The file with the migrated schema; made where there is none for these migrations. Several runs may make it at once. */
async function schemaSnapshot(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(MIGRATIONS)).sort()) {
    hash.update(name).update(await readFile(join(MIGRATIONS, name)));
  }
  const file = join(CACHE, `schema-${hash.digest('hex').slice(0, 16)}.tar.gz`);
  if (existsSync(file)) return file;

  await mkdir(CACHE, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  const engine = await openInMemory(undefined, silentLog);
  try {
    await migrateEmbedded(engine, MIGRATIONS, silentLog);
    await engine.exclusively(async (client, thread) => {
      await client.query('CHECKPOINT');
      await thread.ask({ task: 'snapshot' });
      await thread.ask({ task: 'writeSnapshot', file: draft });
    });
  } finally {
    await engine.stop();
  }
  await rename(draft, file);
  return file;
}
