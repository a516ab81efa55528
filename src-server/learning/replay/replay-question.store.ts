import { z } from 'zod';
import { type Queryable, selectAll, selectFirst } from '../../database/database.ts';

const IdRow = z.object({ id: z.string() });

/** The newest examples that a person approved. */
export async function listApprovedIds(db: Queryable, limit: number): Promise<string[]> {
  const rows = await selectAll(
    db,
    IdRow,
    `SELECT id FROM ai.training_data WHERE human_verified AND is_active ORDER BY updated_at DESC, id LIMIT $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** The last question of each of the last conversations that the AI answered or handed over, newest first. */
export async function listLastQuestions(db: Queryable, limit: number): Promise<string[]> {
  const rows = await selectAll(
    db,
    IdRow,
    `SELECT id FROM (
       SELECT DISTINCT ON (t.conversation_id) t.question_message_id AS id, t.created_at FROM ai.traces t
       WHERE t.outcome IN ('answered', 'declined', 'escalated') AND t.agent <> 'none'
       ORDER BY t.conversation_id, t.created_at DESC) latest
     ORDER BY created_at DESC LIMIT $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Those of these examples that are still approved, in the same order: what nobody stands by is no measure. */
export async function keepApproved(db: Queryable, ids: readonly string[]): Promise<string[]> {
  const rows = await selectAll(
    db,
    IdRow,
    `SELECT t.id FROM unnest($1::uuid[]) WITH ORDINALITY AS one (id, nth) JOIN ai.training_data t ON t.id = one.id
     WHERE t.human_verified AND t.is_active ORDER BY one.nth`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** The dataset that was built last; undefined before there is one. */
export async function findNewestDataset(db: Queryable): Promise<string | undefined> {
  const text = 'SELECT id FROM ai.datasets ORDER BY created_at DESC, version DESC LIMIT 1';
  return (await selectFirst(db, IdRow, text))?.id;
}
