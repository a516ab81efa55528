import type { z } from 'zod';
import { Check } from '../../contract/lab.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectOne } from '../../database/database.ts';

const CheckRow = Check.extend({
  ranAt: timestampColumn.nullable(),
  ranBeforeAt: timestampColumn.nullable(),
  createdAt: timestampColumn,
});
export type CheckRow = z.infer<typeof CheckRow>;

const SELECT = `SELECT k.id, k.question, k.article_id AS "articleId", a.code, a.title, k.rank, k.rank_before AS "rankBefore",
    k.ran_at AS "ranAt", k.ran_before_at AS "ranBeforeAt", k.created_at AS "createdAt"
  FROM ai.kb_checks k JOIN ai.kb_articles a ON a.id = k.article_id`;

export function getCheck(db: Queryable, check: { articleId: string; question: string }): Promise<CheckRow> {
  const text = `${SELECT} WHERE k.article_id = $1 AND k.question = $2`;
  return selectOne(db, CheckRow, 'check', text, [check.articleId, check.question]);
}

/** Oldest first. */
export function listChecks(
  db: Queryable,
  page: { after?: { createdAt: string; id: string } | undefined; limit: number },
): Promise<CheckRow[]> {
  return selectAll(
    db,
    CheckRow,
    `${SELECT} WHERE $1::timestamptz IS NULL OR (date_trunc('milliseconds', k.created_at), k.id) > ($1, $2::uuid)
     ORDER BY date_trunc('milliseconds', k.created_at), k.id LIMIT $3`,
    [page.after?.createdAt ?? null, page.after?.id ?? null, page.limit],
  );
}

/** Adding the same check again changes nothing. */
export async function insertCheck(
  tx: Queryable,
  check: { id: string; question: string; articleId: string; by: string },
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO ai.kb_checks (id, question, article_id, created_by, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (article_id, question) DO NOTHING`,
    [check.id, check.question, check.articleId, check.by, at],
  );
}

export async function deleteCheck(db: Queryable, id: string): Promise<void> {
  await db.query('DELETE FROM ai.kb_checks WHERE id = $1', [id]);
}

/** Keeps the result of a run, and that of the run before beside it. */
export async function recordRun(
  tx: Queryable,
  results: readonly { id: string; rank: number | null }[],
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE ai.kb_checks k SET rank_before = k.rank, ran_before_at = k.ran_at, rank = r.rank, ran_at = $2
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, rank int) WHERE k.id = r.id`,
    [JSON.stringify(results), at],
  );
}
