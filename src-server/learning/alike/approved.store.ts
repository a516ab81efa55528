import { z } from 'zod';
import { type Queryable, selectAll } from '../../database/database.ts';
import type { NewConflict } from './conflict.store.ts';

const Changed = z.object({
  id: z.string(),
  /** As the database writes it, with all its digits. */
  changedAt: z.string(),
});
export type ChangedArticle = z.infer<typeof Changed>;

/**
 * Articles that were changed since the approved examples near them were compared with them. One with a passage that has
 * no vector of this model yet waits for it, as nothing is near to that passage until then.
 */
export function listChangedArticles(db: Queryable, model: string, limit: number): Promise<ChangedArticle[]> {
  return selectAll(
    db,
    Changed,
    `SELECT a.id, a.updated_at::text AS "changedAt" FROM ai.kb_articles a
     WHERE (a.examples_compared_at IS NULL OR a.examples_compared_at < a.updated_at)
       AND NOT EXISTS (SELECT 1 FROM ai.kb_chunks c WHERE c.article_id = a.id AND c.is_active
         AND (c.vector IS NULL OR c.embedding_model IS DISTINCT FROM $1))
     ORDER BY a.updated_at, a.id LIMIT $2`,
    [model, limit],
  );
}

export async function markArticleCompared(db: Queryable, { id, changedAt }: ChangedArticle): Promise<void> {
  await db.query('UPDATE ai.kb_articles SET examples_compared_at = $2::timestamptz WHERE id = $1', [id, changedAt]);
}

const Approved = z.object({
  id: z.string(),
  question: z.string(),
  answer: z.string(),
  vector: z.string().transform((text) => z.array(z.number()).parse(JSON.parse(text))),
});
export type ApprovedExample = z.infer<typeof Approved>;

/** Approved examples whose questions are nearest to the passages of an article, and those that contradicted it before. */
export function listApprovedNear(
  db: Queryable,
  near: { articleId: string; model: string; perPassage: number },
): Promise<ApprovedExample[]> {
  return selectAll(
    db,
    Approved,
    `SELECT t.id, t.question, t.answer, t.question_vector::text AS vector FROM ai.training_data t
     WHERE t.status = 'approved' AND t.question_vector IS NOT NULL AND t.embedding_model = $2 AND t.id IN (
       SELECT found.id FROM ai.kb_chunks c CROSS JOIN LATERAL (
         SELECT e.id FROM ai.training_data e
         WHERE e.question_vector IS NOT NULL AND e.embedding_model = $2
           AND e.status = 'approved' AND e.human_verified AND e.is_active
         ORDER BY e.question_vector <=> c.vector LIMIT $3) found
       WHERE c.article_id = $1 AND c.is_active AND c.embedding_model = $2
       UNION SELECT example_id FROM ai.example_conflicts WHERE article_id = $1)
     ORDER BY t.id`,
    [near.articleId, near.model, near.perPassage],
  );
}

/** Holds an approved example until the transaction ends. Returns whether it still reads so. */
export async function holdApproved(tx: Queryable, example: ApprovedExample): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT FROM ai.training_data WHERE id = $1 AND question = $2 AND answer = $3 AND status = 'approved' FOR UPDATE`,
    [example.id, example.question, example.answer],
  );
  return rowCount > 0;
}

const Against = z.object({ articleId: z.string(), ownPassage: z.string(), otherPassage: z.string() });

/** The articles that an example was found to contradict, whether anybody accepted it or not. */
export function listAgainstArticles(db: Queryable, exampleId: string): Promise<z.infer<typeof Against>[]> {
  return selectAll(
    db,
    Against,
    `SELECT article_id AS "articleId", own_passage AS "ownPassage", other_passage AS "otherPassage"
     FROM ai.example_conflicts WHERE example_id = $1 AND article_id IS NOT NULL`,
    [exampleId],
  );
}

/** Asks for a second look where an article says otherwise that did not before; no more where none does. */
export async function setConflictLook(
  tx: Queryable,
  exampleId: string,
  { found, isNew }: { found: readonly NewConflict[]; isNew: boolean },
  at: Date,
): Promise<void> {
  const isGone = found.every(({ articleId }) => articleId === null);
  await tx.query(
    `UPDATE ai.training_data SET conflict_look_at =
       CASE WHEN $2::boolean THEN NULL WHEN $3::boolean THEN coalesce(conflict_look_at, $4::timestamptz)
         ELSE conflict_look_at END
     WHERE id = $1`,
    [exampleId, isGone, isNew, at],
  );
}
