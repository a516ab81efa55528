import type { Queryable } from '../database/database.ts';
import type { ArticleRow } from './article.store.ts';
import { listChunkStates } from './chunk.store.ts';
import type { StoredArticle } from './plan-article.ts';
import { listQuestionStates } from './question.store.ts';

/** What is stored of the articles, by code. */
export async function loadStored(db: Queryable, articles: readonly ArticleRow[]): Promise<Map<string, StoredArticle>> {
  const ids = articles.map((article) => article.id);
  if (ids.length === 0) return new Map();
  const chunks = Map.groupBy(await listChunkStates(db, ids), (chunk) => chunk.articleId);
  const questions = Map.groupBy(await listQuestionStates(db, ids), (question) => question.articleId);
  return new Map(
    articles.map((article) => [
      article.code,
      { article, chunks: chunks.get(article.id) ?? [], questions: questions.get(article.id) ?? [] },
    ]),
  );
}
