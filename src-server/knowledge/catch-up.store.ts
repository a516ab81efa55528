import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';
import { vectorText } from '../database/vector.ts';
import { LEARNED_QUESTIONS } from './search.sql.ts';

const WaitingChunk = z.object({ id: z.string(), title: z.string(), text: z.string() });
const WaitingQuestion = z.object({ id: z.string(), text: z.string() });

/** Chunks in use that have no vector of the model. */
export function listChunksToEmbed(
  db: Queryable,
  model: string,
  limit: number,
): Promise<z.infer<typeof WaitingChunk>[]> {
  return selectAll(
    db,
    WaitingChunk,
    `SELECT id, title, text FROM ai.kb_chunks
     WHERE is_active AND (vector IS NULL OR embedding_model IS DISTINCT FROM $1) ORDER BY id LIMIT $2`,
    [model, limit],
  );
}

/** Ways to ask that have no vector of the model. */
export function listQuestionsToEmbed(
  db: Queryable,
  model: string,
  limit: number,
): Promise<z.infer<typeof WaitingQuestion>[]> {
  return selectAll(
    db,
    WaitingQuestion,
    `SELECT id, text FROM ai.kb_questions
     WHERE vector IS NULL OR embedding_model IS DISTINCT FROM $1 ORDER BY id LIMIT $2`,
    [model, limit],
  );
}

const IndexableChunk = WaitingChunk.extend({ questions: z.array(z.string()), learned: z.array(z.string()) });

const INDEXABLE = `SELECT c.id, c.title, c.text,
    coalesce((SELECT jsonb_agg(q.text ORDER BY q.id) FROM ai.kb_questions q
      WHERE q.article_id = c.article_id AND q.source IN ('written', 'suggested')), '[]') AS questions,
    ${LEARNED_QUESTIONS} AS learned
  FROM ai.kb_chunks c`;

/** Chunks in use that are not searched by words yet: those of an adopted deployment. */
export function listChunksToIndex(db: Queryable, limit: number): Promise<z.infer<typeof IndexableChunk>[]> {
  return selectAll(
    db,
    IndexableChunk,
    `${INDEXABLE} WHERE c.is_active AND NOT EXISTS (SELECT 1 FROM ai.kb_terms t WHERE t.chunk_id = c.id)
     ORDER BY c.id LIMIT $1`,
    [limit],
  );
}

/** The chunks of these articles that are in use, with all that their words are taken from. */
export function listIndexableChunks(
  db: Queryable,
  articleIds: readonly string[],
): Promise<z.infer<typeof IndexableChunk>[]> {
  return selectAll(db, IndexableChunk, `${INDEXABLE} WHERE c.is_active AND c.article_id = ANY($1::uuid[])`, [
    articleIds,
  ]);
}

export interface NewVector {
  id: string;
  vector: readonly number[];
}

/** The text of a chunk never changes, so its vector still fits, whatever happened since it was listed. */
export async function storeChunkVectors(tx: Queryable, model: string, vectors: readonly NewVector[]): Promise<void> {
  await tx.query(
    `UPDATE ai.kb_chunks c SET vector = r.vector::vector, embedding_model = $1
     FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, vector text) WHERE c.id = r.id`,
    [model, toRecords(vectors)],
  );
}

export async function storeQuestionVectors(tx: Queryable, model: string, vectors: readonly NewVector[]): Promise<void> {
  await tx.query(
    `UPDATE ai.kb_questions q SET vector = r.vector::vector, embedding_model = $1
     FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, vector text) WHERE q.id = r.id`,
    [model, toRecords(vectors)],
  );
}

function toRecords(vectors: readonly NewVector[]): string {
  return JSON.stringify(vectors.map(({ id, vector }) => ({ id, vector: vectorText(vector) })));
}
