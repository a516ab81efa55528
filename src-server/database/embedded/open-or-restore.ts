import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { DatabaseNotice } from '../database-host.ts';
import type { BackupFolder } from './backup-files.ts';
import { wasShutDown } from './control-file.ts';
import { buildFolder, inspectFolder, lastWrittenAt, listSetAside, setAside } from './database-folder.ts';
import { explainHarmlessFailure } from './engine-failure.ts';
import { type SupervisedEngine, superviseEngine } from './supervised-engine.ts';
import type { WatchdogTimes } from './watchdog.ts';

export interface OpenOrRestoreOptions {
  folder: string;
  backups: BackupFolder;
  watchdog: WatchdogTimes;
  clock: Clock;
  log: Log;
}

/**
 * Opens the database of a folder. One that is damaged is moved aside, never deleted, and the newest backup that
 * opens and is complete takes its place; the notice says which time is missing.
 */
export async function openOrRestore(
  options: OpenOrRestoreOptions,
): Promise<{ engine: SupervisedEngine; notices: DatabaseNotice[] }> {
  const { folder, backups, clock } = options;
  const state = await inspectFolder(folder);
  if (state === 'usable') {
    const engine = await openUndamaged(options);
    if (engine !== undefined) return { engine, notices: [] };
  }
  if (state === 'missing') {
    const interrupted = await findInterruptedRestore(folder);
    if (interrupted === undefined && (await backups.list()).length === 0) {
      await buildFolder(folder);
      return { engine: await supervise(options), notices: [] };
    }
    const notice = await restore(options, interrupted ?? folder);
    return { engine: await supervise(options), notices: [notice] };
  }
  const keptFolder = await setAside(folder, clock.now());
  const notice = await restore(options, keptFolder);
  return { engine: await supervise(options), notices: [notice] };
}

function supervise({ folder, log, watchdog }: OpenOrRestoreOptions): Promise<SupervisedEngine> {
  return superviseEngine({ storage: { kind: 'folder', folder }, log, watchdog });
}

/** The opened database, or undefined where it is damaged. What is no fault of the data is thrown. */
async function openUndamaged(options: OpenOrRestoreOptions): Promise<SupervisedEngine | undefined> {
  const { folder, log } = options;
  const inOrder = await wasShutDown(folder);
  // Twice, as a failure that does not repeat is no damage.
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      const engine = await supervise(options);
      if (inOrder || (await canReadAll(engine, log))) return engine;
      await engine.stop();
    } catch (error) {
      const harmless = explainHarmlessFailure(error, folder);
      if (harmless !== undefined) throw harmless;
      log.error('the database could not be opened', { attempt, error });
    }
  }
  return undefined;
}

/** After a crash every table is read once; Postgres checks each page's checksum at that. */
async function canReadAll(engine: SupervisedEngine, log: Log): Promise<boolean> {
  try {
    await engine.expectLong(60_000, () => engine.exclusively((_client, thread) => thread.ask({ task: 'count' })));
    return true;
  } catch (error) {
    log.error('the database opened, but not all of it can be read', { error });
    return false;
  }
}

/** Puts the newest good backup at the database's place, or an empty database where there is none. */
async function restore(options: OpenOrRestoreOptions, keptFolder: string): Promise<DatabaseNotice> {
  const { folder, backups, log } = options;
  const lastWrite = await lastWrittenAt(keptFolder);
  const to = (lastWrite.getTime() === 0 ? options.clock.now() : lastWrite).toISOString();
  for (const { file, takenAt, manifest } of await backups.list()) {
    try {
      await buildFolder(folder, { file, rows: manifest?.rows });
    } catch (error) {
      const harmless = explainHarmlessFailure(error, folder);
      if (harmless !== undefined) throw harmless;
      log.error('a backup could not be restored; an older one is tried', { file, error });
      continue;
    }
    const from = takenAt.toISOString();
    log.error('the damaged database was replaced by a backup', { backup: file, keptFolder, from, to });
    return {
      code: 'DATABASE_RESTORED',
      message: `The database was damaged and was restored from the backup of ${from}. Changes made from then until ${to} are missing. The damaged data is kept in ${keptFolder}.`,
      missing: { from, to },
      keptFolder,
    };
  }
  await buildFolder(folder);
  log.error('the damaged database was replaced by an empty one, as there is no backup', { keptFolder });
  return {
    code: 'DATABASE_STARTED_EMPTY',
    message: `The database was damaged and there was no backup, so Teppan starts empty. The damaged data is kept in ${keptFolder}.`,
    missing: { from: undefined, to },
    keptFolder,
  };
}

/** The newest folder that was moved aside. With nothing in its place, a restore was ended half-way. */
async function findInterruptedRestore(folder: string): Promise<string | undefined> {
  return (await listSetAside(folder)).at(-1);
}
