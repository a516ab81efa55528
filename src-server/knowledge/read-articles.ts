import { z } from 'zod';
import type { Article, ArticleDraft, ArticleSummary } from '../contract/knowledge.ts';
import { ArticleCode } from '../contract/knowledge.ts';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import type { Queryable } from '../database/database.ts';
import {
  type ArticleFilter,
  type ArticleRow,
  findHighestCodeNumber,
  getArticleRow,
  getVersionRow,
  listArticleRows,
  listVersions,
} from './article.store.ts';

const Place = z.object({ code: ArticleCode });

export interface ListArticlesInput extends Omit<ArticleFilter, 'afterCode'> {
  cursor?: string | undefined;
}

/** One page of the articles, by code. */
export async function listArticles(
  db: Queryable,
  input: ListArticlesInput,
): Promise<{ items: ArticleSummary[]; nextCursor: string | null }> {
  const { cursor, limit, ...filter } = input;
  const afterCode = cursor === undefined ? undefined : decodeCursor(Place, cursor).code;
  const rows = await listArticleRows(db, { ...filter, afterCode, limit: limit + 1 });
  const items = rows.slice(0, limit).map(toSummary);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor({ code: last.code }) : null };
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
  };
}

function toPerson(id: string | null, name: string | null): ArticleSummary['updatedBy'] {
  return id === null || name === null ? null : { id, name };
}
