import { z } from 'zod';
import type { ArticleCategory, ArticleOrder } from '../contract/knowledge.ts';
import { type Queryable, selectAll, selectOne } from '../database/database.ts';
import { ARTICLE_COLUMNS, ARTICLE_TABLES, ArticleRow } from './article.store.ts';

/** An article as a list has it, with what the list is ordered by before the code. */
const ListedRow = ArticleRow.extend({ orderedBy: z.number() });
export type ListedRow = z.infer<typeof ListedRow>;

export interface ArticleFilter {
  status: 'published' | 'archived';
  category?: ArticleCategory | undefined;
  search?: string | undefined;
  /** Only those whose review is due until this day. */
  reviewUntil?: string | undefined;
  order: ArticleOrder;
  after?: { orderedBy: number; code: string } | undefined;
  limit: number;
}

/** What is not known yet stands behind all that is. */
const LAST = '1e300';
/** Lowest first. */
const ORDERS: Record<ArticleOrder, string> = {
  code: '0',
  changed: '-extract(epoch FROM a.updated_at)',
  cited: '-coalesce(used.count, 0)',
  success: `coalesce(used.success, ${LAST})`,
  review: `coalesce(a.review_on - date '2000-01-01', ${LAST})`,
};

/** `search` looks for the letters anywhere in code, title and tags: it filters a list, it is not the search. */
export function listArticleRows(db: Queryable, filter: ArticleFilter): Promise<ListedRow[]> {
  return selectAll(
    db,
    ListedRow,
    `SELECT * FROM (
       SELECT ${ARTICLE_COLUMNS}, (${ORDERS[filter.order]})::float8 AS "orderedBy"
       FROM ${ARTICLE_TABLES}
       WHERE a.status = $1
         AND ($2::text IS NULL OR a.category = $2)
         AND ($3::text IS NULL OR strpos(lower(concat_ws(' ', a.code, a.title, a.tags::text)), lower($3)) > 0)
         AND ($4::date IS NULL OR a.review_on <= $4)
     ) AS listed
     WHERE $5::float8 IS NULL OR ("orderedBy", code) > ($5, $6)
     ORDER BY "orderedBy", code LIMIT $7`,
    [
      ...[filter.status, filter.category ?? null, filter.search ?? null, filter.reviewUntil ?? null],
      ...[filter.after?.orderedBy ?? null, filter.after?.code ?? null, filter.limit],
    ],
  );
}

const Count = z.object({ count: z.number() });

/** How many articles that are in use are to be reviewed until this day. */
export async function countToReview(db: Queryable, until: string): Promise<number> {
  const text = "SELECT count(*)::int AS count FROM ai.kb_articles WHERE status = 'published' AND review_on <= $1::date";
  return (await selectOne(db, Count, 'count', text, [until])).count;
}
