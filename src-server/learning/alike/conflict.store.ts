import { z } from 'zod';
import { ExampleStatus } from '../../contract/learning.ts';
import { type Queryable, selectAll } from '../../database/database.ts';

export interface NewConflict {
  articleId: string | null;
  otherExampleId: string | null;
  ownPassage: string;
  otherPassage: string;
  reason: string;
}

/** Replaces what an example was found to contradict. Returns whether it contradicted, or contradicts, anything. */
export async function replaceConflicts(
  tx: Queryable,
  exampleId: string,
  found: readonly NewConflict[],
  at: Date,
): Promise<boolean> {
  const before = await tx.query('DELETE FROM ai.example_conflicts WHERE example_id = $1', [exampleId]);
  for (const conflict of found)
    await tx.query(
      `INSERT INTO ai.example_conflicts (example_id, article_id, other_example_id, own_passage, other_passage, reason, found_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [
        exampleId,
        conflict.articleId,
        conflict.otherExampleId,
        conflict.ownPassage,
        conflict.otherPassage,
        conflict.reason,
        at,
      ],
    );
  return before.rowCount > 0 || found.length > 0;
}

const Row = z.object({
  exampleId: z.string(),
  articleId: z.string().nullable(),
  articleCode: z.string().nullable(),
  articleTitle: z.string().nullable(),
  otherId: z.string().nullable(),
  otherQuestion: z.string().nullable(),
  otherStatus: ExampleStatus.nullable(),
  ownPassage: z.string(),
  otherPassage: z.string(),
  reason: z.string(),
});
export type ConflictRow = z.infer<typeof Row>;

/** What each of these examples contradicts: articles in use, and examples that wait or are approved, whichever of the two was compared. */
export function listConflicts(db: Queryable, ids: readonly string[]): Promise<ConflictRow[]> {
  return selectAll(
    db,
    Row,
    `SELECT c.example_id AS "exampleId", a.id AS "articleId", a.code AS "articleCode", a.title AS "articleTitle",
       o.id AS "otherId", o.question AS "otherQuestion", o.status AS "otherStatus",
       c.own_passage AS "ownPassage", c.other_passage AS "otherPassage", c.reason
     FROM (SELECT example_id, article_id, other_example_id, own_passage, other_passage, reason FROM ai.example_conflicts
           WHERE example_id = ANY ($1::uuid[])
           UNION SELECT other_example_id, NULL, example_id, other_passage, own_passage, reason FROM ai.example_conflicts
           WHERE other_example_id = ANY ($1::uuid[])) c
       LEFT JOIN ai.kb_articles a ON a.id = c.article_id
       LEFT JOIN ai.training_data o ON o.id = c.other_example_id
     WHERE a.status = 'published' OR o.status IN ('pending', 'approved')
     ORDER BY a.code NULLS LAST, o.created_at, o.id`,
    [ids],
  );
}
