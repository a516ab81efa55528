import { systemClock } from '../../src-server/core/clock.ts';
import { createLog } from '../../src-server/core/log.ts';
import type { DatabaseHost } from '../../src-server/database/database-host.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';

export interface FolderReport {
  openMs: number;
  /** Acknowledged numbers that are not there. */
  lost: number[];
  /** Transactions of which only a part is there. */
  halves: number;
  /** What Postgres's own checks found wrong. */
  corruption: string[];
  notices: readonly unknown[];
}

/** Opens a folder after a kill and looks for everything that may be wrong with it. */
export async function checkFolder(dataDir: string, acknowledged: Iterable<number>): Promise<FolderReport> {
  const startedAt = performance.now();
  const db = await openDatabase({ dataDir }, { log: createLog({ level: 'warn' }), clock: systemClock });
  const openMs = performance.now() - startedAt;
  try {
    const made = await db.query(`SELECT to_regclass('crash.total') IS NOT NULL AS made`);
    if (made.rows[0]?.made !== true)
      return { openMs, lost: [...acknowledged], halves: 0, corruption: [], notices: db.notices };
    const found = await db.query('SELECT number, count(*)::int AS halves FROM crash.halves GROUP BY number');
    const numbers = new Set(found.rows.map((row) => row.number));
    const lost = [...acknowledged].filter((number) => !numbers.has(number));
    const halves = found.rows.filter((row) => row.halves !== 2).length;
    return { openMs, lost, halves, corruption: await findCorruption(db), notices: db.notices };
  } finally {
    await db.stop();
  }
}

async function findCorruption(db: DatabaseHost): Promise<string[]> {
  const problems: string[] = [];
  await db.query('CREATE EXTENSION IF NOT EXISTS amcheck');
  const checks = await db.longOperation(120_000, async () => [
    // Throws at the first index that does not agree with its table.
    await db.query(
      `SELECT bt_index_check(c.oid, true) FROM pg_class c JOIN pg_am a ON a.oid = c.relam
        WHERE a.amname = 'btree' AND c.relkind = 'i' AND c.relpersistence = 'p'`,
    ),
    await db.query(
      `SELECT c.relname, v.msg FROM pg_class c, LATERAL verify_heapam(c.oid) v WHERE c.relkind = 'r' AND c.relpersistence = 'p'`,
    ),
  ]);
  for (const row of checks[1]?.rows ?? []) problems.push(`${row.relname}: ${row.msg}`);

  const counts = await db.transaction(async (tx) => {
    const scanned = await tx.query('SELECT count(*)::int AS rows FROM crash.halves');
    await tx.query('SET LOCAL enable_seqscan = off');
    const indexed = await tx.query(`SELECT count(*)::int AS rows FROM crash.halves WHERE text >= ''`);
    const total = await tx.query(
      'SELECT t.number, (SELECT coalesce(max(number), 0) FROM crash.halves) AS last FROM crash.total t',
    );
    const events = await tx.query(`SELECT count(*)::int AS rows FROM support.events WHERE type = 'system.notice'`);
    const near = await tx.query(`SELECT number FROM crash.halves ORDER BY vector <=> '[1,1,1,1,1,1,1,1]' LIMIT 5`);
    return {
      scanned: Number(scanned.rows[0]?.rows),
      indexed: Number(indexed.rows[0]?.rows),
      total: total.rows[0],
      events: Number(events.rows[0]?.rows),
      near: near.rowCount,
    };
  });
  if (counts.scanned !== counts.indexed) problems.push(`${counts.scanned} rows, ${counts.indexed} by the index`);
  if (counts.total?.number !== counts.total?.last)
    problems.push(`total ${counts.total?.number}, last ${counts.total?.last}`);
  if (counts.events * 2 !== counts.scanned) problems.push(`${counts.events} events for ${counts.scanned} halves`);
  if (counts.near < Math.min(5, counts.scanned)) problems.push(`the vector index found ${counts.near} of 5`);
  return problems;
}
