import { z } from 'zod';
import { type Gap, GapCounts, type GapSort, GapStatus } from '../../contract/gaps.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectOne } from '../../database/database.ts';

const DAY_MS = 86_400_000;
const Article = z.object({ id: z.string(), code: z.string(), title: z.string() }).nullable();
const PersonColumn = z.object({ id: z.string(), name: z.string() }).nullable();

const Row = z.object({
  id: z.string(),
  title: z.string(),
  status: GapStatus,
  questionCount: z.number(),
  customerCount: z.number(),
  escalatedCount: z.number(),
  thisWeek: z.number(),
  weekBefore: z.number(),
  firstAt: timestampColumn,
  lastAt: timestampColumn,
  article: Article,
  suggestedArticle: Article,
  cameBackAt: timestampColumn.nullable(),
  note: z.string(),
  statusAt: timestampColumn,
  statusBy: PersonColumn,
});
const ListRow = Row.extend({ key: z.number(), lastPlace: z.string() });

/**
 * Everything is counted from the questions, so it stays true when a conversation is erased; a gap that has none left is
 * not shown. `$1` is now. An archived article answers nothing, so it is not named.
 */
const COUNTED = `SELECT g.id, g.title, g.status, g.note, g.status_at AS "statusAt", g.came_back_at AS "cameBackAt",
    q.*, q."lastAt"::text AS "lastPlace",
    CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('id', a.id, 'code', a.code, 'title', a.title) END AS article,
    CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'code', s.code, 'title', s.title) END AS "suggestedArticle",
    CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'name', u.name) END AS "statusBy"
  FROM ai.kb_gaps g
  JOIN LATERAL (
    SELECT count(*)::int AS "questionCount", count(DISTINCT c.user_id)::int AS "customerCount",
      count(*) FILTER (WHERE q.outcome = 'escalated')::int AS "escalatedCount",
      count(*) FILTER (WHERE q.asked_at > $1::timestamptz - interval '7 days')::int AS "thisWeek",
      count(*) FILTER (WHERE q.asked_at <= $1::timestamptz - interval '7 days'
        AND q.asked_at > $1::timestamptz - interval '14 days')::int AS "weekBefore",
      min(q.asked_at) AS "firstAt", max(q.asked_at) AS "lastAt"
    FROM ai.kb_gap_questions q JOIN ai.conversations c ON c.id = q.conversation_id
    WHERE q.gap_id = g.id) AS q ON q."questionCount" > 0
  LEFT JOIN ai.kb_articles a ON a.id = g.article_id AND a.status = 'published'
  LEFT JOIN ai.kb_articles s ON s.id = g.suggested_article_id AND s.status = 'published'
  LEFT JOIN identity.users u ON u.id = g.status_by`;

export function getGap(db: Queryable, id: string, now: Date): Promise<Gap> {
  return selectOne(db, Row, 'gap', `${COUNTED} WHERE g.id = $2`, [now, id]);
}

export interface GapPage {
  status: GapStatus;
  sort: GapSort;
  search: string | undefined;
  /** The place of the last gap of the page before. */
  after: { key: number; last: string; id: string } | undefined;
  limit: number;
  now: Date;
}

/** `count` puts customers first and questions second: one customer who asks ten times is one customer. */
export function listGapRows(db: Queryable, page: GapPage): Promise<z.infer<typeof ListRow>[]> {
  return selectAll(
    db,
    ListRow,
    `WITH counted AS (${COUNTED}
       WHERE g.status = $2 AND ($3::text IS NULL OR strpos(lower(g.title), lower($3)) > 0 OR EXISTS (
         SELECT 1 FROM ai.kb_gap_questions q WHERE q.gap_id = g.id AND strpos(lower(q.text), lower($3)) > 0))),
     keyed AS (SELECT *, CASE $4 WHEN 'count' THEN "customerCount" * 10000 + least("questionCount", 9999)
       WHEN 'lost' THEN "escalatedCount" ELSE 0 END AS key FROM counted)
     SELECT * FROM keyed
     WHERE $5::int IS NULL OR (key, "lastAt", id) < ($5, $6::timestamptz, $7::uuid)
     ORDER BY key DESC, "lastAt" DESC, id DESC LIMIT $8`,
    [
      page.now,
      page.status,
      page.search ?? null,
      page.sort,
      page.after?.key ?? null,
      page.after?.last ?? null,
      page.after?.id ?? null,
      page.limit,
    ],
  );
}

/** One definition of "questions without an article", wherever the number is shown. */
export function countGaps(db: Queryable, now: Date): Promise<GapCounts> {
  return selectOne(
    db,
    GapCounts,
    'gap',
    `SELECT count(DISTINCT g.id) FILTER (WHERE g.status = 'open')::int AS open,
       count(DISTINCT g.id) FILTER (WHERE g.status = 'answered')::int AS answered,
       count(DISTINCT g.id) FILTER (WHERE g.status = 'dismissed')::int AS dismissed,
       count(*) FILTER (WHERE g.status = 'open')::int AS "openQuestions",
       count(*) FILTER (WHERE g.status = 'open' AND q.asked_at > $1)::int AS "openThisWeek"
     FROM ai.kb_gaps g JOIN ai.kb_gap_questions q ON q.gap_id = g.id`,
    [new Date(now.getTime() - 7 * DAY_MS)],
  );
}

export async function insertGap(tx: Queryable, gap: { id: string; title: string; at: Date }): Promise<void> {
  await tx.query('INSERT INTO ai.kb_gaps (id, title, status_at, checked_at, created_at) VALUES ($1, $2, $3, $3, $3)', [
    gap.id,
    gap.title,
    gap.at,
  ]);
}

export async function setGapTitle(tx: Queryable, id: string, title: string): Promise<void> {
  await tx.query('UPDATE ai.kb_gaps SET title = $2 WHERE id = $1 AND title <> $2', [id, title]);
}

export interface StatusChange {
  id: string;
  status: GapStatus;
  articleId: string | null;
  note: string;
  /** Null when it happened by itself. */
  by: string | null;
  at: Date;
}

export async function setGapStatus(tx: Queryable, change: StatusChange): Promise<void> {
  await tx.query(
    `UPDATE ai.kb_gaps SET status = $2, article_id = $3, note = $4, status_by = $5, status_at = $6,
       suggested_article_id = NULL, came_back_at = CASE WHEN $2 = 'open' THEN came_back_at END
     WHERE id = $1`,
    [change.id, change.status, change.articleId, change.note, change.by, change.at],
  );
}

/** Opens the gap again when it counted as answered before this question failed. Its article stays named. */
export async function reopenIfFailedAgain(tx: Queryable, id: string, askedAt: Date): Promise<boolean> {
  const opened = await tx.query(
    `UPDATE ai.kb_gaps SET status = 'open', came_back_at = $2, note = '', status_by = NULL, status_at = $2
     WHERE id = $1 AND status = 'answered' AND status_at < $2`,
    [id, askedAt],
  );
  return opened.rowCount > 0;
}

export async function markArranged(tx: Queryable, ids: readonly string[]): Promise<void> {
  await tx.query('UPDATE ai.kb_gaps SET is_arranged = true WHERE id = ANY($1::uuid[])', [ids]);
}

export async function deleteGap(tx: Queryable, id: string): Promise<void> {
  await tx.query('DELETE FROM ai.kb_gaps WHERE id = $1', [id]);
}

const Joinable = z.object({ id: z.string() });

/** Open gaps that no person has arranged, those with the fewest questions first, and of these the newest. */
export function listJoinable(db: Queryable): Promise<z.infer<typeof Joinable>[]> {
  return selectAll(
    db,
    Joinable,
    `SELECT g.id FROM ai.kb_gaps g JOIN ai.kb_gap_questions q ON q.gap_id = g.id
     WHERE g.status = 'open' AND NOT g.is_arranged
     GROUP BY g.id ORDER BY count(*), g.created_at DESC, g.id`,
  );
}

/** Gaps whose last question was erased. */
export async function deleteEmptyGaps(tx: Queryable): Promise<number> {
  const deleted = await tx.query(
    'DELETE FROM ai.kb_gaps g WHERE NOT EXISTS (SELECT 1 FROM ai.kb_gap_questions q WHERE q.gap_id = g.id)',
  );
  return deleted.rowCount;
}

const Open = z.object({ id: z.string(), status: GapStatus });

/** Holds the gaps until the transaction ends, in one order. */
export function lockGaps(tx: Queryable, ids: readonly string[]): Promise<z.infer<typeof Open>[]> {
  return selectAll(tx, Open, 'SELECT id, status FROM ai.kb_gaps WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [
    ids,
  ]);
}

/** Whoever changes which question is in which gap does so alone, also among several sidecars, until its transaction ends. */
export async function lockSorting(tx: Queryable): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('knowledge gaps', 0))");
}

const ToCheck = z.object({ id: z.string(), checkedAt: z.date() });
export type GapToCheck = z.infer<typeof ToCheck>;

/** Open gaps that were not tried against the articles as they were at this moment, the longest untried first. */
export function listGapsToCheck(db: Queryable, articlesAt: Date, limit: number): Promise<GapToCheck[]> {
  return selectAll(
    db,
    ToCheck,
    `SELECT g.id, g.checked_at AS "checkedAt" FROM ai.kb_gaps g
     WHERE g.status = 'open' AND g.checked_at < $1
       AND EXISTS (SELECT 1 FROM ai.kb_gap_questions q WHERE q.gap_id = g.id)
     ORDER BY g.checked_at, g.id LIMIT $2`,
    [articlesAt, limit],
  );
}

/**
 * Notes that the gap was tried against the articles of this moment. A suggestion of before stays while nothing better is
 * found: its article may not have changed since. False when the gap is not open any more.
 */
export async function setSuggestion(
  tx: Queryable,
  id: string,
  articleId: string | null,
  articlesAt: Date,
): Promise<boolean> {
  const noted = await tx.query(
    `UPDATE ai.kb_gaps SET suggested_article_id = coalesce($2, suggested_article_id), checked_at = $3
     WHERE id = $1 AND status = 'open'`,
    [id, articleId, articlesAt],
  );
  return noted.rowCount > 0;
}

const Id = z.object({ id: z.string() });

/** Those of the articles that changed after a moment. */
export function listChangedArticles(db: Queryable, ids: readonly string[], since: Date): Promise<{ id: string }[]> {
  return selectAll(db, Id, 'SELECT id FROM ai.kb_articles WHERE id = ANY($1::uuid[]) AND updated_at > $2', [
    ids,
    since,
  ]);
}

const ArticlesAt = z.object({ at: z.date().nullable() });

/** When an article was last changed, to the millisecond, as moments are compared; null while there is none. */
export async function findArticlesChangedAt(db: Queryable): Promise<Date | null> {
  return (await selectOne(db, ArticlesAt, 'article', 'SELECT max(updated_at) AS at FROM ai.kb_articles')).at;
}
