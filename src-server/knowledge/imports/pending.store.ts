import { z } from 'zod';
import { ImportDraft, type ImportOutcome, ImportPlan } from '../../contract/imports.ts';
import { ArticleCategory } from '../../contract/knowledge.ts';
import { type Queryable, selectAll, selectFirst } from '../../database/database.ts';

const PendingItem = z.object({
  id: z.string(),
  draft: ImportDraft,
  plan: ImportPlan,
  /** What is to be used where the draft names none. */
  category: ArticleCategory,
});
export type PendingItem = z.infer<typeof PendingItem>;

/** The next articles that are to be written, in the order in which they came. */
export function listPendingItems(db: Queryable, importId: string, limit: number): Promise<PendingItem[]> {
  return selectAll(
    db,
    PendingItem,
    `SELECT i.id, i.draft, i.plan,
       CASE WHEN i.is_category_guessed THEN coalesce(m.default_category, i.category) ELSE i.category END AS category
     FROM ai.kb_import_items i JOIN ai.kb_imports m ON m.id = i.import_id
     WHERE i.import_id = $1 AND i.outcome IS NULL AND i.is_included AND i.plan NOT IN ('same', 'failed')
     ORDER BY i.position LIMIT $2`,
    [importId, limit],
  );
}

export interface ItemResult {
  id: string;
  outcome: ImportOutcome;
  code: string | null;
  articleId: string | null;
  reason: string | null;
}

/** Says what became of articles and lets go of their drafts. Tells how many were still waiting for it. */
export async function finishItems(tx: Queryable, results: readonly ItemResult[]): Promise<number> {
  const { rowCount } = await tx.query(
    `UPDATE ai.kb_import_items i SET outcome = r.outcome, code = coalesce(r.code, i.code), article_id = r."articleId",
       reason = r.reason, draft = NULL
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, outcome text, code text, "articleId" uuid, reason text)
     WHERE i.id = r.id AND i.outcome IS NULL`,
    [JSON.stringify(results)],
  );
  return rowCount;
}

/** Lets go of some of the drafts that will not be needed any more; false when there are none left. */
export async function dropDrafts(db: Queryable, importId: string, limit: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE ai.kb_import_items SET draft = NULL WHERE id IN (
       SELECT id FROM ai.kb_import_items WHERE import_id = $1 AND draft IS NOT NULL LIMIT $2)`,
    [importId, limit],
  );
  return rowCount > 0;
}

/** The highest number of a code KB-… that a file of the import brings: it must not be given to another article. */
export async function findHighestBroughtNumber(db: Queryable, importId: string): Promise<number> {
  const row = await selectFirst(
    db,
    z.object({ highest: z.number().nullable() }),
    "SELECT max(substring(code FROM 4)::int) AS highest FROM ai.kb_import_items WHERE import_id = $1 AND code LIKE 'KB-%'",
    [importId],
  );
  return row?.highest ?? 0;
}
