import { z } from 'zod';
import { type Queryable, selectAll } from '../../database/database.ts';

const LearnedWay = z.object({ id: z.string(), articleId: z.string(), exampleId: z.string().nullable() });
export type LearnedWay = z.infer<typeof LearnedWay>;

/** The ways to ask that were learned from these examples. */
export function listWaysOfExamples(db: Queryable, exampleIds: readonly string[]): Promise<LearnedWay[]> {
  return selectAll(
    db,
    LearnedWay,
    `SELECT id, article_id AS "articleId", example_id AS "exampleId" FROM ai.kb_questions
     WHERE source = 'learned' AND example_id = ANY($1::uuid[])`,
    [exampleIds],
  );
}

/** All learned ways to ask, those whose example is gone among them, by id. */
export function listLearnedWays(db: Queryable, afterId: string | null, limit: number): Promise<LearnedWay[]> {
  return selectAll(
    db,
    LearnedWay,
    `SELECT id, article_id AS "articleId", example_id AS "exampleId" FROM ai.kb_questions
     WHERE source = 'learned' AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
    [afterId, limit],
  );
}

const Cited = z.object({ messageId: z.string(), articleIds: z.array(z.string()) });

/** The published articles that each of these messages cites. */
export function listCitedArticles(db: Queryable, messageIds: readonly string[]): Promise<z.infer<typeof Cited>[]> {
  return selectAll(
    db,
    Cited,
    `SELECT t.message_id AS "messageId", jsonb_agg(DISTINCT a.id) AS "articleIds"
     FROM ai.citations t JOIN ai.kb_chunks c ON c.id = t.chunk_id LEFT JOIN ai.kb_articles a ON a.id = c.article_id
     WHERE t.message_id = ANY($1::uuid[])
     GROUP BY t.message_id HAVING bool_and(coalesce(a.status = 'published', false))`,
    [messageIds],
  );
}

const NearChunk = z.object({ articleId: z.string(), text: z.string() });

/** The chunks of published articles that are nearest to the chunk of an example; none while that has no vector. */
export function listNearArticleChunks(
  db: Queryable,
  exampleId: string,
  model: string,
  limit: number,
): Promise<z.infer<typeof NearChunk>[]> {
  return selectAll(
    db,
    NearChunk,
    `SELECT near.article_id AS "articleId", near.text
     FROM ai.kb_chunks own CROSS JOIN LATERAL (
       SELECT c.article_id, c.text, n.similarity
       FROM ai.nearest_chunks(own.vector, $2, $3::int, NULL, NULL) AS n JOIN ai.kb_chunks c ON c.id = n.chunk_id
       WHERE c.article_id IS NOT NULL) AS near
     WHERE own.example_id = $1 AND own.is_learned AND own.is_active AND own.embedding_model = $2
     ORDER BY near.similarity DESC`,
    [exampleId, model, limit],
  );
}

const Way = z.object({ articleId: z.string(), text: z.string(), source: z.string() });

/** Every way to ask for these articles. */
export function listWays(db: Queryable, articleIds: readonly string[]): Promise<z.infer<typeof Way>[]> {
  return selectAll(
    db,
    Way,
    'SELECT article_id AS "articleId", text, source FROM ai.kb_questions WHERE article_id = ANY($1::uuid[])',
    [articleIds],
  );
}
