import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { createDatabase } from '../create-database.ts';
import type { Database } from '../database.ts';
import type { Backup, DatabaseHost } from '../database-host.ts';
import { createEventFeed, createEventSignal, type EventFeed } from '../event-feed.ts';
import { migrate } from '../migrate.ts';
import { openBackupFolder } from './backup-files.ts';
import { type Backups, createBackups } from './backups.ts';
import { listSetAside } from './database-folder.ts';
import { explainHarmlessFailure } from './engine-failure.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { refuseNetworkFolder } from './network-folder.ts';
import { openOrRestore } from './open-or-restore.ts';
import { makePrivateFolder } from './private-folder.ts';
import type { SupervisedEngine } from './supervised-engine.ts';
import { WATCHDOG_TIMES } from './watchdog.ts';

const MIGRATION_LIMIT_MS = 30 * 60_000;
/** Of the five seconds that a program may take to end, those for the backup. */
const EXIT_BACKUP_LIMIT_MS = 3_000;
/** The backup of the last exit is checked when the start is long over, as that keeps a core busy for a second or two. */
const CHECK_AFTER_MS = 60_000;

export interface OpenEmbeddedOptions {
  dataDir: string;
  migrationsDir: string;
}

/** Opens the embedded database of a data folder, of which this process becomes the only owner. */
export async function openEmbedded(
  options: OpenEmbeddedOptions,
  deps: { log: Log; clock: Clock; onOwned?: () => void },
): Promise<DatabaseHost> {
  const dataDir = await makePrivateFolder(options.dataDir);
  await refuseNetworkFolder(dataDir);
  const lock = await lockFolder(dataDir);
  deps.onOwned?.();
  try {
    return await openLocked({ ...options, dataDir }, lock, deps);
  } catch (error) {
    await lock.release();
    throw explainHarmlessFailure(error, dataDir) ?? error;
  }
}

async function openLocked(
  { dataDir, migrationsDir }: OpenEmbeddedOptions,
  lock: FolderLock,
  { log, clock }: { log: Log; clock: Clock },
): Promise<DatabaseHost> {
  const folder = join(dataDir, 'db');
  const backupFolder = await openBackupFolder(join(dataDir, 'backups'));
  const backups = createBackups(backupFolder, { clock, log });
  const opened = await openOrRestore({ folder, backups: backupFolder, watchdog: WATCHDOG_TIMES, clock, log });
  const { engine, notices } = opened;
  try {
    await migrateEmbedded(engine, migrationsDir, log, backups);
  } catch (error) {
    await engine.stop();
    throw error;
  }

  const { db, feed } = connectEmbedded(engine, log);
  const checkTimer = setTimeout(() => void backups.checkUnchecked(), CHECK_AFTER_MS);
  checkTimer.unref();
  let backupUnderWay: Promise<Backup | undefined> | undefined;
  return {
    ...db,
    feed,
    notices,
    async backup() {
      backupUnderWay ??= backups.take(engine, 'requested').finally(() => {
        backupUnderWay = undefined;
      });
      return backupUnderWay;
    },
    async replaceBackups() {
      await backupUnderWay?.catch(() => undefined);
      return { ...(await backups.replace(engine)), setAside: await listSetAside(folder) };
    },
    async stop() {
      clearTimeout(checkTimer);
      engine.refuseCallers();
      await backUpAtExit(backups, engine, log);
      await engine.stop();
      await lock.release();
    },
  };
}

/** A backup that does not fit into the time to the end of the program is given up; the next start has its draft removed. */
async function backUpAtExit(backups: Backups, engine: SupervisedEngine, log: Log): Promise<void> {
  const limit = delay(EXIT_BACKUP_LIMIT_MS, 'late' as const, { ref: false });
  try {
    const taken = backups.takeAtExit(engine);
    taken.catch(() => {});
    if ((await Promise.race([taken, limit])) === 'late') log.warn('there was no time for a backup at exit');
  } catch (error) {
    log.warn('the backup at exit failed', { error });
  }
}

/** The database and its events on an engine that is open. */
export function connectEmbedded(
  engine: SupervisedEngine,
  log: Log,
  limits: { usualLimitMs?: number } = {},
): { db: Database; feed: EventFeed } {
  const signal = createEventSignal((error) => log.error('a listener for events failed', { error }));
  const db = createDatabase({
    engine: 'embedded',
    connections: engine,
    signal,
    log,
    expectLong: engine.expectLong,
    ...limits,
  });
  return { db, feed: createEventFeed(db, signal) };
}

/** Brings the schema up to date; before a database that was in use is upgraded, it is backed up. */
export async function migrateEmbedded(
  engine: SupervisedEngine,
  dir: string,
  log: Log,
  backups?: Backups,
): Promise<void> {
  await engine.expectLong(MIGRATION_LIMIT_MS, () =>
    engine.exclusively((client, thread) =>
      migrate(client, {
        dir,
        log,
        lock: false,
        beforeUpgrade: async () => void (await backups?.takeHolding(client, thread, 'upgrade')),
      }),
    ),
  );
}
