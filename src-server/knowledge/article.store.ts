import { z } from 'zod';
import { ArticleCategory } from '../contract/knowledge.ts';
import { AppError } from '../core/errors.ts';
import { countColumn, timestampColumn } from '../database/columns.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../database/database.ts';

export const ArticleRow = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  bodyMarkdown: z.string(),
  category: ArticleCategory,
  tags: z.array(z.string()),
  questions: z.array(z.string()),
  status: z.enum(['published', 'archived']),
  version: z.number(),
  isSample: z.boolean(),
  updatedAt: timestampColumn,
  updatedById: z.string().nullable(),
  updatedByName: z.string().nullable(),
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  ownerIsActive: z.boolean().nullable(),
  reviewOn: z.string().nullable(),
  reviewedAt: timestampColumn.nullable(),
  reviewedById: z.string().nullable(),
  reviewedByName: z.string().nullable(),
  usageCount: countColumn,
  successRate: z.number().nullable(),
});
export type ArticleRow = z.infer<typeof ArticleRow>;

/**
 * Usage is summed over all chunks the article ever had. The success of each weighs as much as it has known outcomes; one
 * that came with an adopted deployment, as much as it was used.
 */
export const ARTICLE_COLUMNS = `a.id, a.code, a.title, a.body_markdown AS "bodyMarkdown", a.category, a.tags, a.questions, a.status,
    a.version, a.is_sample AS "isSample", a.updated_at AS "updatedAt", a.updated_by AS "updatedById",
    u.name AS "updatedByName", a.owner_id AS "ownerId", o.name AS "ownerName", o.is_active AS "ownerIsActive",
    a.review_on::text AS "reviewOn", a.reviewed_at AS "reviewedAt", a.reviewed_by AS "reviewedById",
    r.name AS "reviewedByName", coalesce(used.count, 0) AS "usageCount", used.success AS "successRate"`;

export const ARTICLE_TABLES = `ai.kb_articles a
  LEFT JOIN identity.users u ON u.id = a.updated_by
  LEFT JOIN identity.users o ON o.id = a.owner_id
  LEFT JOIN identity.users r ON r.id = a.reviewed_by
  LEFT JOIN LATERAL (
    SELECT sum(c.usage_count) AS count,
      (sum(c.success_rate * c.weight) / nullif(sum(c.weight) FILTER (WHERE c.success_rate IS NOT NULL), 0))::float8 AS success
    FROM (SELECT usage_count, success_rate, coalesce(nullif(outcome_count, 0), usage_count) AS weight
          FROM ai.kb_chunks WHERE article_id = a.id) AS c) AS used ON true`;

const SELECT = `SELECT ${ARTICLE_COLUMNS} FROM ${ARTICLE_TABLES}`;

export function getArticleRow(db: Queryable, id: string): Promise<ArticleRow> {
  return selectOne(db, ArticleRow, 'article', `${SELECT} WHERE a.id = $1`, [id]);
}

export function listArticlesByCode(db: Queryable, codes: readonly string[]): Promise<ArticleRow[]> {
  return selectAll(db, ArticleRow, `${SELECT} WHERE a.code = ANY($1::text[])`, [codes]);
}

const Lock = z.object({ id: z.string(), version: z.number(), status: z.string() });

/** Holds the articles until the transaction ends, in one order, so that two writers cannot wait for each other. */
export function lockArticles(tx: Queryable, ids: readonly string[]): Promise<z.infer<typeof Lock>[]> {
  return selectAll(
    tx,
    Lock,
    'SELECT id, version, status FROM ai.kb_articles WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
    [ids],
  );
}

export interface ArticleWrite {
  id: string;
  code: string;
  title: string;
  bodyMarkdown: string;
  category: string;
  tags: readonly string[];
  questions: readonly string[];
  status: string;
  version: number;
  isSample: boolean;
  updatedBy: string | null;
  /** Left out, it stays as it is. */
  ownerId?: string | null | undefined;
  /** Left out, it stays as it is. */
  reviewOn?: string | null | undefined;
}

/** Writes the article as it now is, and its version beside the earlier ones. */
export async function writeArticle(tx: Queryable, article: ArticleWrite, at: Date): Promise<void> {
  const { id, code, title, bodyMarkdown, category, status, version, isSample, updatedBy, ownerId, reviewOn } = article;
  const tags = JSON.stringify(article.tags);
  const questions = JSON.stringify(article.questions);
  await tx.query(
    `INSERT INTO ai.kb_articles
       (id, code, title, body_markdown, category, tags, questions, status, version, is_sample, updated_by, owner_id,
        review_on, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9, $10, $11, $12, $13, $14, $14)
     ON CONFLICT (id) DO UPDATE SET code = excluded.code, title = excluded.title, body_markdown = excluded.body_markdown,
       category = excluded.category, tags = excluded.tags, questions = excluded.questions, status = excluded.status,
       version = excluded.version, is_sample = excluded.is_sample, updated_by = excluded.updated_by, updated_at = excluded.updated_at,
       owner_id = CASE WHEN $15 THEN excluded.owner_id ELSE ai.kb_articles.owner_id END,
       review_on = CASE WHEN $16 THEN excluded.review_on ELSE ai.kb_articles.review_on END`,
    [
      ...[id, code, title, bodyMarkdown, category, tags, questions, status, version, isSample, updatedBy],
      ...[ownerId ?? null, reviewOn ?? null, at, ownerId !== undefined, reviewOn !== undefined],
    ],
  );
  await tx.query(
    `INSERT INTO ai.kb_article_versions (article_id, version, title, body_markdown, category, tags, questions, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9) ON CONFLICT (article_id, version) DO NOTHING`,
    [id, version, title, bodyMarkdown, category, tags, questions, updatedBy, at],
  );
}

/** Notes that somebody read the article and found it right. */
export async function recordReview(
  tx: Queryable,
  review: { id: string; nextReviewOn: string | null; by: string },
  at: Date,
): Promise<void> {
  const found = await tx.query(
    'UPDATE ai.kb_articles SET review_on = $2::date, reviewed_at = $3, reviewed_by = $4 WHERE id = $1',
    [review.id, review.nextReviewOn, at, review.by],
  );
  if (found.rowCount === 0)
    throw new AppError('NOT_FOUND', 'There is no such article. It may have been deleted; reload the list.');
}

const VersionRow = z.object({
  version: z.number(),
  title: z.string(),
  createdAt: timestampColumn,
  createdById: z.string().nullable(),
  createdByName: z.string().nullable(),
});

/** Newest first. */
export function listVersions(db: Queryable, articleId: string): Promise<z.infer<typeof VersionRow>[]> {
  return selectAll(
    db,
    VersionRow,
    `SELECT v.version, v.title, v.created_at AS "createdAt", v.created_by AS "createdById", u.name AS "createdByName"
     FROM ai.kb_article_versions v LEFT JOIN identity.users u ON u.id = v.created_by
     WHERE v.article_id = $1 ORDER BY v.version DESC`,
    [articleId],
  );
}

const OldVersion = z.object({
  code: z.string(),
  title: z.string(),
  bodyMarkdown: z.string(),
  category: ArticleCategory,
  tags: z.array(z.string()),
  questions: z.array(z.string()),
  version: z.number(),
  createdAt: timestampColumn,
});

export function getVersionRow(db: Queryable, articleId: string, version: number): Promise<z.infer<typeof OldVersion>> {
  return selectOne(
    db,
    OldVersion,
    'version of this article',
    `SELECT a.code, v.title, v.body_markdown AS "bodyMarkdown", v.category, v.tags, v.questions, v.version,
       v.created_at AS "createdAt"
     FROM ai.kb_article_versions v JOIN ai.kb_articles a ON a.id = v.article_id
     WHERE v.article_id = $1 AND v.version = $2`,
    [articleId, version],
  );
}

/** The highest number of a code KB-…; 0 before the first. */
export async function findHighestCodeNumber(db: Queryable): Promise<number> {
  const row = await selectFirst(
    db,
    z.object({ highest: z.number().nullable() }),
    "SELECT max(substring(code FROM 4)::int) AS highest FROM ai.kb_articles WHERE code LIKE 'KB-%'",
  );
  return row?.highest ?? 0;
}

/** How many articles there are, as long as all are samples that nobody has touched; undefined otherwise. */
export async function countUntouchedSample(db: Queryable): Promise<number | undefined> {
  const row = await selectFirst(
    db,
    z.object({ all: z.number(), touched: z.number() }),
    `SELECT count(*)::int AS all,
       count(*) FILTER (WHERE NOT is_sample OR version > 1 OR status = 'archived')::int AS touched
     FROM ai.kb_articles`,
  );
  return row === undefined || row.touched > 0 ? undefined : row.all;
}
