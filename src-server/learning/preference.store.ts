import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';

const Id = z.object({ id: z.string() });

/** The drafts that staff changed before they sent them, since a time, newest first and no more than `limit`. */
export async function listPreferenceIds(db: Queryable, since: Date | undefined, limit: number): Promise<string[]> {
  const rows = await selectAll(
    db,
    Id,
    `SELECT draft_id AS id FROM ai.draft_preferences WHERE $1::timestamptz IS NULL OR decided_at >= $1
     ORDER BY decided_at DESC, draft_id LIMIT $2`,
    [since ?? null, limit],
  );
  return rows.map(({ id }) => id);
}

const Pair = z.object({
  id: z.string(),
  conversationId: z.string(),
  question: z.string(),
  chosen: z.string(),
  rejected: z.string(),
});
export type PreferencePair = z.infer<typeof Pair>;

/** The pairs of these drafts, in the order of the ids; without those that were deleted since. */
export function readPreferences(db: Queryable, ids: readonly string[]): Promise<PreferencePair[]> {
  return selectAll(
    db,
    Pair,
    `SELECT draft_id AS id, conversation_id AS "conversationId", question, chosen, rejected
     FROM ai.draft_preferences WHERE draft_id = ANY ($1::uuid[]) ORDER BY array_position($1::uuid[], draft_id)`,
    [ids],
  );
}

/** Writes down which drafts stand on the next lines of the preferences of a dataset. */
export async function insertPreferencePage(
  tx: Queryable,
  page: { datasetId: string; page: number; draftIds: readonly string[] },
): Promise<void> {
  await tx.query('INSERT INTO ai.dataset_preferences (dataset_id, page, draft_ids) VALUES ($1, $2, $3::uuid[])', [
    page.datasetId,
    page.page,
    page.draftIds,
  ]);
}
