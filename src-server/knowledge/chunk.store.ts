import { z } from 'zod';
import { type Queryable, selectAll, selectOne } from '../database/database.ts';
import { vectorText } from '../database/vector.ts';

const ChunkState = z.object({
  id: z.string(),
  articleId: z.string(),
  contentHash: z.string().nullable(),
  embeddingModel: z.string().nullable(),
  isActive: z.boolean(),
  position: z.number(),
});
export type ChunkState = z.infer<typeof ChunkState>;

/** All chunks that the articles ever had, those in use first, then newest first. */
export function listChunkStates(db: Queryable, articleIds: readonly string[]): Promise<ChunkState[]> {
  return selectAll(
    db,
    ChunkState,
    `SELECT id, article_id AS "articleId", content_hash AS "contentHash",
       CASE WHEN vector IS NULL THEN NULL ELSE embedding_model END AS "embeddingModel", is_active AS "isActive", position
     FROM ai.kb_chunks WHERE article_id = ANY($1::uuid[]) ORDER BY is_active DESC, created_at DESC, position`,
    [articleIds],
  );
}

export interface NewChunk {
  id: string;
  articleId: string;
  articleVersion: number;
  position: number;
  title: string;
  text: string;
  contentHash: string;
  category: string;
  tags: readonly string[];
  sourceType: string;
  isActive: boolean;
  /** Undefined when it could not be embedded now and waits. */
  vector: readonly number[] | undefined;
  embeddingModel: string | null;
}

/** Adds chunks in one statement, however many. */
export async function insertChunks(tx: Queryable, chunks: readonly NewChunk[], at: Date): Promise<void> {
  if (chunks.length === 0) return;
  const rows = chunks.map((chunk) => ({
    ...chunk,
    vector: chunk.vector === undefined ? null : vectorText(chunk.vector),
    embeddingModel: chunk.vector === undefined ? null : chunk.embeddingModel,
  }));
  await tx.query(
    `INSERT INTO ai.kb_chunks (id, article_id, article_version, position, title, text, content_hash, category, tags,
       source_type, is_active, vector, embedding_model, created_at, updated_at)
     SELECT r.id, r."articleId", r."articleVersion", r.position, r.title, r.text, r."contentHash", r.category, r.tags,
       r."sourceType", r."isActive", r.vector::vector, r."embeddingModel", $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "articleId" uuid, "articleVersion" int, position int, title text,
       text text, "contentHash" text, category text, tags jsonb, "sourceType" text, "isActive" boolean, vector text,
       "embeddingModel" text)`,
    [JSON.stringify(rows), at],
  );
}

export interface KeptChunk {
  id: string;
  position: number;
  isActive: boolean;
  category: string;
  tags: readonly string[];
}

/** Moves chunks whose text did not change to their new place, in or out of use. The text itself is never touched. */
export async function keepChunks(tx: Queryable, chunks: readonly KeptChunk[], at: Date): Promise<void> {
  if (chunks.length === 0) return;
  await tx.query(
    `UPDATE ai.kb_chunks c SET position = r.position, is_active = r."isActive", category = r.category, tags = r.tags, updated_at = $2
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, position int, "isActive" boolean, category text, tags jsonb)
     WHERE c.id = r.id`,
    [JSON.stringify(chunks), at],
  );
}

/** Takes chunks out of the search. They stay, as citations open them. */
export async function retireChunks(tx: Queryable, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.query('UPDATE ai.kb_chunks SET is_active = false, updated_at = $2 WHERE id = ANY($1::uuid[])', [ids, at]);
}

const ChunkRow = z.object({
  id: z.string(),
  articleId: z.string().nullable(),
  code: z.string().nullable(),
  title: z.string(),
  text: z.string(),
  articleVersion: z.number().nullable(),
  isLearned: z.boolean(),
  isCurrent: z.boolean(),
});

/** The text behind a citation, as it was when it was cited. */
export function getChunk(db: Queryable, id: string): Promise<z.infer<typeof ChunkRow>> {
  return selectOne(
    db,
    ChunkRow,
    'passage',
    `SELECT c.id, c.article_id AS "articleId", a.code, c.title, c.text, c.article_version AS "articleVersion",
       c.is_learned AS "isLearned", c.is_active AS "isCurrent"
     FROM ai.kb_chunks c LEFT JOIN ai.kb_articles a ON a.id = c.article_id WHERE c.id = $1`,
    [id],
  );
}

/** Counts that chunks were cited in an answer, in the transaction that stores the answer. */
export async function countChunkUsage(tx: Queryable, chunkIds: readonly string[]): Promise<void> {
  if (chunkIds.length === 0) return;
  await tx.query('UPDATE ai.kb_chunks SET usage_count = usage_count + 1 WHERE id = ANY($1::uuid[])', [chunkIds]);
}
