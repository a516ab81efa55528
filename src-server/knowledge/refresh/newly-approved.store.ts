import { z } from 'zod';
import { type Queryable, selectOne } from '../../database/database.ts';

/** Of those who count at the same time the second waits for the first to commit, so that no threshold is passed twice. */
export async function lockCount(tx: Queryable): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('knowledge.refresh.count', 0))");
}

export async function addNewlyApproved(tx: Queryable, exampleId: string): Promise<void> {
  await tx.query('INSERT INTO ai.kb_newly_approved (example_id) VALUES ($1) ON CONFLICT DO NOTHING', [exampleId]);
}

export async function removeNewlyApproved(tx: Queryable, exampleId: string): Promise<void> {
  await tx.query('DELETE FROM ai.kb_newly_approved WHERE example_id = $1', [exampleId]);
}

export async function countNewlyApproved(db: Queryable): Promise<number> {
  const row = await selectOne(
    db,
    z.object({ count: z.number() }),
    'count',
    'SELECT count(*)::int AS count FROM ai.kb_newly_approved',
  );
  return row.count;
}

export async function clearNewlyApproved(tx: Queryable): Promise<void> {
  await tx.query('DELETE FROM ai.kb_newly_approved');
}
