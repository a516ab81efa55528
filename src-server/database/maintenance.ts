import type { Database } from './database.ts';

/** A stream that was away for longer starts anew: its page reads everything again anyway. */
const EVENTS_KEPT_DAYS = 14;
const VACUUM_LIMIT_MS = 600_000;

/**
 * What a server does by itself in the background and the embedded engine does not: dead rows are cleared away, so that
 * tables and the graphs of vectors stay quick, and statistics are renewed. Old events go on both engines.
 */
export function createMaintenance(db: Database) {
  return async function maintain(): Promise<void> {
    await db.query('DELETE FROM support.events WHERE created_at < now() - make_interval(days => $1)', [
      EVENTS_KEPT_DAYS,
    ]);
    if (db.engine === 'embedded') await db.longOperation(VACUUM_LIMIT_MS, () => db.query('VACUUM (ANALYZE)'));
  };
}
