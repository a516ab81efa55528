import { z } from 'zod';
import type { Article, ArticleDraft, ArticleOrder, ArticleSummary } from '../contract/knowledge.ts';
import { ArticleCode } from '../contract/knowledge.ts';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import type { Queryable } from '../database/database.ts';
import { type ArticleRow, findHighestCodeNumber, getArticleRow, getVersionRow, listVersions } from './article.store.ts';
import { type ArticleFilter, listArticleRows } from './article-list.store.ts';

const Place = z.object({ orderedBy: z.number(), code: ArticleCode });

export interface ListArticlesInput extends Omit<ArticleFilter, 'after' | 'order'> {
  order?: ArticleOrder | undefined;
  cursor?: string | undefined;
}

/** One page of the articles. */
export async function listArticles(
  db: Queryable,
  input: ListArticlesInput,
): Promise<{ items: ArticleSummary[]; nextCursor: string | null }> {
  const { cursor, limit, order = 'code', ...filter } = input;
  const after = cursor === undefined ? undefined : decodeCursor(Place, cursor);
  const rows = await listArticleRows(db, { ...filter, order, after, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(toSummary),
    nextCursor: last === undefined ? null : encodeCursor({ orderedBy: last.orderedBy, code: last.code }),
  };
}

export async function getArticle(db: Queryable, id: string): Promise<Article> {
  const row = await getArticleRow(db, id);
  const versions = await listVersions(db, id);
  return {
    ...toSummary(row),
    bodyMarkdown: row.bodyMarkdown,
    questions: row.questions,
    versions: versions.map(({ version, title, createdAt, createdById, createdByName }) => ({
      version,
      title,
      createdAt,
      createdBy: toPerson(createdById, createdByName),
    })),
  };
}

/** An article as it was. */
export function getArticleVersion(
  db: Queryable,
  input: { id: string; version: number },
): Promise<ArticleDraft & { version: number; createdAt: string }> {
  return getVersionRow(db, input.id, input.version);
}

/** The next free code: KB-088 after KB-087. */
export async function nextArticleCode(db: Queryable): Promise<string> {
  return `KB-${String((await findHighestCodeNumber(db)) + 1).padStart(3, '0')}`;
}

function toSummary(row: ArticleRow): ArticleSummary {
  const { id, code, title, category, tags, status, version, isSample, usageCount, successRate, updatedAt } = row;
  return {
    id,
    code,
    title,
    category,
    tags,
    status,
    version,
    isSample,
    usageCount,
    successRate,
    updatedAt,
    updatedBy: toPerson(row.updatedById, row.updatedByName),
    owner: toOwner(row),
    reviewOn: row.reviewOn,
    reviewedAt: row.reviewedAt,
    reviewedBy: toPerson(row.reviewedById, row.reviewedByName),
  };
}

function toPerson(id: string | null, name: string | null): ArticleSummary['updatedBy'] {
  return id === null || name === null ? null : { id, name };
}

function toOwner({ ownerId, ownerName, ownerIsActive }: ArticleRow): ArticleSummary['owner'] {
  const owner = toPerson(ownerId, ownerName);
  return owner === null ? null : { ...owner, isActive: ownerIsActive ?? false };
}
