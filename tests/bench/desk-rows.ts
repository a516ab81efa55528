import { newId } from '../../src-server/core/ids.ts';
import type { Database } from '../../src-server/database/database.ts';
import { vectorText } from '../../src-server/database/vector.ts';
import { OFFLINE_EMBEDDING_MODEL } from '../../src-server/models/offline/offline-embedder.ts';

export interface BenchArticle {
  id: string;
  title: string;
  /** The vector of its title, which is a way to ask for it. */
  vector: Float32Array;
}

/** Articles that chunks can belong to, each with its title as a way to ask, as an import leaves them. */
export async function insertArticles(db: Database, articles: readonly BenchArticle[], firstNumber: number) {
  await db.query(
    `INSERT INTO ai.kb_articles (id, code, title, body_markdown, category)
     SELECT id, 'BN-' || ($3::int + nth), title, 'Rows of a bench.', 'faq'
     FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS r(id, title, nth)`,
    [articles.map((one) => one.id), articles.map((one) => one.title), firstNumber],
  );
  await db.query(
    `INSERT INTO ai.kb_questions (id, article_id, text, source, vector, embedding_model, created_at)
     SELECT id, article_id, text, 'title', vector::vector, $5, now()
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS r(id, article_id, text, vector)`,
    [
      articles.map(() => newId()),
      articles.map((one) => one.id),
      articles.map((one) => one.title),
      articles.map((one) => vectorText(Array.from(one.vector))),
      OFFLINE_EMBEDDING_MODEL,
    ],
  );
}
