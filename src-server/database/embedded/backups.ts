import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Backup } from '../database-host.ts';
import type { BackupFolder, BackupReason, Manifest } from './backup-files.ts';
import { selectOutdated } from './backup-retention.ts';
import { checkBackup } from './check-backup.ts';
import type { Engine } from './engine.ts';
import { explainHarmlessFailure } from './engine-failure.ts';
import type { SupervisedEngine } from './supervised-engine.ts';

export interface Backups {
  /** Takes a backup if anything was written since the last one, checks it, and removes outdated ones. */
  take(engine: SupervisedEngine, reason: BackupReason): Promise<Backup | undefined>;
  /** The same for somebody who holds the connection already, whatever was written. */
  takeHolding(client: PoolClient, engine: Engine, reason: BackupReason): Promise<Backup>;
  /** Takes a checked one, whatever was written, and removes all that are older. */
  replace(engine: SupervisedEngine): Promise<{ backup: Backup; removed: number }>;
  /** Leaves out the check, which the next start catches up on: a person waits for the program to end. */
  takeAtExit(engine: SupervisedEngine): Promise<Backup | undefined>;
  /** Checks the backups that were never shown to open, such as the one from the last exit. */
  checkUnchecked(): Promise<void>;
}

/** Reading the files into memory blocks the engine; its watchdog is told to expect this much. */
const SNAPSHOT_LIMIT_MS = 120_000;

/** How far Postgres's log was written. It moves with every change, and a little with a restart, which costs a backup too many. */
const LogPosition = z.object({ position: z.string() });

export function createBackups(folder: BackupFolder, { clock, log }: { clock: Clock; log: Log }): Backups {
  async function hasChanged(client: PoolClient): Promise<boolean> {
    const last = (await folder.list())[0]?.manifest;
    return last?.logPosition !== (await readLogPosition(client));
  }

  /** Must run while the connection is held; what it returns writes the backup and needs the engine thread only. */
  async function snapshot(client: PoolClient, engine: Engine, reason: BackupReason) {
    const rows = (await engine.ask({ task: 'count' })) as Manifest['rows'];
    await client.query('CHECKPOINT');
    const logPosition = await readLogPosition(client);
    const takenAt = clock.now();
    await engine.ask({ task: 'snapshot' });
    return async (check: boolean): Promise<Backup> => {
      const { draft, file } = folder.draft(takenAt);
      try {
        await engine.ask({ task: 'writeSnapshot', file: draft });
        if (check) await checkBackup(draft, rows);
      } catch (error) {
        await folder.discard(draft);
        throw explainHarmlessFailure(error, draft) ?? error;
      }
      const checkedAt = check ? clock.now().toISOString() : null;
      await folder.publish(draft, file, { reason, logPosition, rows, checkedAt });
      for (const outdated of selectOutdated(await folder.list())) await folder.remove(outdated);
      const backup = { file, takenAt: takenAt.toISOString(), bytes: await folder.size(file) };
      log.info('backup taken', { reason, bytes: backup.bytes, checked: check });
      return backup;
    };
  }

  async function takeIfChanged(
    engine: SupervisedEngine,
    reason: BackupReason,
    check: boolean,
  ): Promise<Backup | undefined> {
    const write = await engine.expectLong(SNAPSHOT_LIMIT_MS, () =>
      engine.exclusively(async (client, thread) =>
        (await hasChanged(client)) ? snapshot(client, thread, reason) : undefined,
      ),
    );
    return write?.(check);
  }

  async function replace(engine: SupervisedEngine): Promise<{ backup: Backup; removed: number }> {
    const older = await folder.list();
    const write = await engine.expectLong(SNAPSHOT_LIMIT_MS, () =>
      engine.exclusively((client, thread) => snapshot(client, thread, 'requested')),
    );
    const backup = await write(true);
    for (const file of older) await folder.remove(file);
    log.info('older backups removed', { count: older.length });
    return { backup, removed: older.length };
  }

  return {
    replace,
    take: (engine, reason) => takeIfChanged(engine, reason, true),
    takeAtExit: (engine) => takeIfChanged(engine, 'exit', false),
    async takeHolding(client, engine, reason) {
      const write = await snapshot(client, engine, reason);
      return write(true);
    },
    async checkUnchecked() {
      for (const { file, manifest } of await folder.list()) {
        if (manifest === undefined || manifest.checkedAt !== null) continue;
        try {
          await checkBackup(file, manifest.rows);
          await folder.describe(file, { ...manifest, checkedAt: clock.now().toISOString() });
        } catch (error) {
          log.error('a backup cannot be opened; the next one will be taken as if it were not there', { file, error });
        }
      }
    },
  };
}

async function readLogPosition(client: PoolClient): Promise<string> {
  const result = await client.query('SELECT pg_current_wal_insert_lsn()::text AS position');
  return LogPosition.parse(result.rows[0]).position;
}
