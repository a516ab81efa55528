import type { Clock } from '../core/clock.ts';
import type { DatabaseHost } from '../database/database-host.ts';
import { insertNotice } from './notice.store.ts';

const TITLES: Record<DatabaseHost['notices'][number]['code'], string> = {
  DATABASE_RESTORED: 'The database was damaged and has been restored from a backup',
  DATABASE_STARTED_EMPTY: 'The database was damaged and could not be restored',
};

/** Puts up what was found while the database was opened, until somebody puts it away. */
export async function recordDatabaseNotices(db: DatabaseHost, clock: Clock): Promise<void> {
  for (const { code, message, missing } of db.notices) {
    await insertNotice(db, {
      id: `${code}-${missing.to}`,
      level: 'error',
      title: TITLES[code],
      text: message,
      at: clock.now(),
    });
  }
}
