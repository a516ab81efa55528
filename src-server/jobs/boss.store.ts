import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';
import type { GivenUpJob } from './job.ts';

/**
 * Makes jobs that a crash interrupted ready again. Only where no other process can be running them, which is so on the
 * embedded engine: it has one owner. Those on their last attempt are left to expire, so that a job that takes
 * the process down with it does not do so for ever.
 */
export async function retryWhatACrashLeft(db: Queryable): Promise<void> {
  await db.query(
    `UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE state = 'active' AND retry_count < retry_limit`,
  );
}

const GivenUpRow = z.object({
  id: z.string(),
  source_name: z.string().nullable(),
  data: z.object({ payload: z.unknown() }).nullable(),
  created_on: z.date(),
});

export async function listGivenUp(db: Queryable, queue: string): Promise<GivenUpJob[]> {
  const rows = await selectAll(
    db,
    GivenUpRow,
    `SELECT id, source_name, data, created_on FROM pgboss.job WHERE name = $1 ORDER BY created_on DESC LIMIT 200`,
    [queue],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.source_name ?? 'unknown',
    payload: row.data?.payload ?? null,
    failedAt: row.created_on,
  }));
}
