import { z } from 'zod';
import { ArticleCategory } from '../contract/knowledge.ts';
import { countColumn, timestampColumn } from '../database/columns.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../database/database.ts';

const ArticleRow = z.object({
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
  usageCount: countColumn,
  successRate: z.number().nullable(),
});
export type ArticleRow = z.infer<typeof ArticleRow>;

/** Usage is summed over all chunks the article ever had; the success of each weighs as much as it was used. */
const SELECT = `SELECT a.id, a.code, a.title, a.body_markdown AS "bodyMarkdown", a.category, a.tags, a.questions, a.status,
    a.version, a.is_sample AS "isSample", a.updated_at AS "updatedAt", a.updated_by AS "updatedById",
    u.name AS "updatedByName", coalesce(used.count, 0) AS "usageCount", used.success AS "successRate"
  FROM ai.kb_articles a
  LEFT JOIN identity.users u ON u.id = a.updated_by
  LEFT JOIN LATERAL (
    SELECT sum(c.usage_count) AS count,
      (sum(c.success_rate * c.usage_count) / nullif(sum(c.usage_count) FILTER (WHERE c.success_rate IS NOT NULL), 0))::float8 AS success
    FROM ai.kb_chunks c WHERE c.article_id = a.id) AS used ON true`;

export function getArticleRow(db: Queryable, id: string): Promise<ArticleRow> {
  return selectOne(db, ArticleRow, 'article', `${SELECT} WHERE a.id = $1`, [id]);
}

export function listArticlesByCode(db: Queryable, codes: readonly string[]): Promise<ArticleRow[]> {
  return selectAll(db, ArticleRow, `${SELECT} WHERE a.code = ANY($1::text[])`, [codes]);
}

export interface ArticleFilter {
  status: 'published' | 'archived';
  category?: z.infer<typeof ArticleCategory> | undefined;
  search?: string | undefined;
  afterCode?: string | undefined;
  limit: number;
}

/** By code. `search` looks for the letters anywhere in code, title and tags: it filters a list, it is not the search. */
export function listArticleRows(db: Queryable, filter: ArticleFilter): Promise<ArticleRow[]> {
  return selectAll(
    db,
    ArticleRow,
    `${SELECT}
     WHERE a.status = $1
       AND ($2::text IS NULL OR a.category = $2)
       AND ($3::text IS NULL OR strpos(lower(concat_ws(' ', a.code, a.title, a.tags::text)), lower($3)) > 0)
       AND ($4::text IS NULL OR a.code > $4)
     ORDER BY a.code LIMIT $5`,
    [filter.status, filter.category ?? null, filter.search ?? null, filter.afterCode ?? null, filter.limit],
  );
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
}

/** Writes the article as it now is, and its version beside the earlier ones. */
export async function writeArticle(tx: Queryable, article: ArticleWrite, at: Date): Promise<void> {
  const { id, code, title, bodyMarkdown, category, status, version, isSample, updatedBy } = article;
  const tags = JSON.stringify(article.tags);
  const questions = JSON.stringify(article.questions);
  await tx.query(
    `INSERT INTO ai.kb_articles
       (id, code, title, body_markdown, category, tags, questions, status, version, is_sample, updated_by, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9, $10, $11, $12, $12)
     ON CONFLICT (id) DO UPDATE SET code = excluded.code, title = excluded.title, body_markdown = excluded.body_markdown,
       category = excluded.category, tags = excluded.tags, questions = excluded.questions, status = excluded.status,
       version = excluded.version, is_sample = excluded.is_sample, updated_by = excluded.updated_by, updated_at = excluded.updated_at`,
    [id, code, title, bodyMarkdown, category, tags, questions, status, version, isSample, updatedBy, at],
  );
  await tx.query(
    `INSERT INTO ai.kb_article_versions (article_id, version, title, body_markdown, category, tags, questions, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9) ON CONFLICT (article_id, version) DO NOTHING`,
    [id, version, title, bodyMarkdown, category, tags, questions, updatedBy, at],
  );
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
