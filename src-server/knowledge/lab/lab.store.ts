import { z } from 'zod';
import { WayToAsk } from '../../contract/lab.ts';
import { type Queryable, selectAll } from '../../database/database.ts';
import { vectorParameter } from '../../database/vector.ts';

const NearestWay = WayToAsk.extend({ articleId: z.string() });

/** For each of these articles, the way to ask that is nearest to the question. */
export function listNearestWays(
  db: Queryable,
  query: { vector: readonly number[]; model: string; articleIds: readonly string[] },
): Promise<z.infer<typeof NearestWay>[]> {
  return selectAll(
    db,
    NearestWay,
    `SELECT DISTINCT ON (q.article_id) q.article_id AS "articleId", q.text, q.source,
       1 - (q.vector <=> $1::vector) AS similarity
     FROM ai.kb_questions q
     WHERE q.article_id = ANY ($3::uuid[]) AND q.embedding_model = $2 AND q.vector IS NOT NULL
     ORDER BY q.article_id, q.vector <=> $1::vector, q.text`,
    [vectorParameter(query.vector), query.model, query.articleIds],
  );
}

const Match = z.object({ chunkId: z.string(), term: z.string(), inTitle: z.number(), inText: z.number() });

/** Which of the terms each of these chunks has, and how often in its titles and its text. */
export function listMatchedTerms(
  db: Queryable,
  query: { chunkIds: readonly string[]; terms: readonly string[] },
): Promise<z.infer<typeof Match>[]> {
  return selectAll(
    db,
    Match,
    `SELECT chunk_id AS "chunkId", term, title_count AS "inTitle", text_count AS "inText"
     FROM ai.kb_terms WHERE chunk_id = ANY ($1::uuid[]) AND term = ANY ($2::text[]) ORDER BY term`,
    [query.chunkIds, query.terms],
  );
}
