import { basename } from 'node:path';
import { AppError } from '../core/errors.ts';
import type { Backup, DatabaseHost, ReplacedBackups } from '../database/database-host.ts';

/** Backups as the settings page shows them. */
export function createBackUp(db: DatabaseHost) {
  let last: Backup | undefined;
  async function takeIfChanged(): Promise<Backup | undefined> {
    last = (await db.backup()) ?? last;
    return last;
  }
  return {
    /** As the schedule does. */
    takeIfChanged,
    /** Takes a backup now. Where nothing changed since the last one, that one is named. */
    async backUp(): Promise<{ at: string; fileName: string; bytes: number }> {
      if (db.engine === 'server') {
        throw new AppError(
          'CONFLICT',
          'This desk uses a Postgres server. Back it up with the tools of that server, such as pg_dump.',
        );
      }
      const backup = await takeIfChanged();
      if (backup === undefined) throw new AppError('CONFLICT', 'Nothing has changed since the last backup.');
      return { at: backup.takenAt, fileName: basename(backup.file), bytes: backup.bytes };
    },
    /** Takes a backup now and removes all others. */
    async replace(): Promise<ReplacedBackups | undefined> {
      const replaced = await db.replaceBackups();
      last = replaced?.backup ?? last;
      return replaced;
    },
    lastBackupAt: () => last?.takenAt ?? null,
  };
}
