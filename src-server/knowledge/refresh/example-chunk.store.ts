import { z } from 'zod';
import { type Queryable, selectAll } from '../../database/database.ts';
import { vectorText } from '../../database/vector.ts';

const ExampleChunk = z.object({
  id: z.string(),
  exampleId: z.string(),
  contentHash: z.string().nullable(),
  isActive: z.boolean(),
});
export type ExampleChunk = z.infer<typeof ExampleChunk>;

/** All chunks that these examples ever had, those in use first. */
export function listExampleChunks(db: Queryable, exampleIds: readonly string[]): Promise<ExampleChunk[]> {
  return selectAll(
    db,
    ExampleChunk,
    `SELECT id, example_id AS "exampleId", content_hash AS "contentHash", is_active AS "isActive"
     FROM ai.kb_chunks WHERE is_learned AND example_id = ANY($1::uuid[]) ORDER BY is_active DESC, created_at DESC, id`,
    [exampleIds],
  );
}

export interface NewExampleChunk {
  id: string;
  exampleId: string;
  title: string;
  text: string;
  category: string | null;
  contentHash: string;
  vector: readonly number[] | undefined;
  embeddingModel: string | null;
}

/** Adds the chunks of examples, in use. */
export async function insertExampleChunks(tx: Queryable, chunks: readonly NewExampleChunk[], at: Date): Promise<void> {
  if (chunks.length === 0) return;
  const rows = chunks.map(({ vector, embeddingModel, ...chunk }) => ({
    ...chunk,
    vector: vector === undefined ? null : vectorText(vector),
    embeddingModel: vector === undefined ? null : embeddingModel,
  }));
  await tx.query(
    `INSERT INTO ai.kb_chunks (id, example_id, is_learned, source_type, title, text, category, content_hash, vector,
       embedding_model, created_at, updated_at)
     SELECT r.id, r."exampleId", true, 'conversation', r.title, r.text, r.category, r."contentHash", r.vector::vector,
       r."embeddingModel", $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "exampleId" uuid, title text, text text, category text,
       "contentHash" text, vector text, "embeddingModel" text)`,
    [JSON.stringify(rows), at],
  );
}

/** Takes chunks back into use. Their text never changes, so they fit as they are. */
export async function reviveChunks(tx: Queryable, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.query('UPDATE ai.kb_chunks SET is_active = true, updated_at = $2 WHERE id = ANY($1::uuid[])', [ids, at]);
}

const Learned = z.object({ id: z.string(), exampleId: z.string().nullable() });

/** Chunks in use that were made of examples, those whose example is gone among them, by id. */
export function listLearnedChunks(
  db: Queryable,
  afterId: string | null,
  limit: number,
): Promise<z.infer<typeof Learned>[]> {
  return selectAll(
    db,
    Learned,
    `SELECT id, example_id AS "exampleId" FROM ai.kb_chunks
     WHERE is_learned AND is_active AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
    [afterId, limit],
  );
}

const DeadChunk = z.object({ id: z.string(), articleId: z.string() });

/** Chunks that are searched though their article is not published. */
export function listChunksOfArchived(db: Queryable, limit: number): Promise<z.infer<typeof DeadChunk>[]> {
  return selectAll(
    db,
    DeadChunk,
    `SELECT c.id, c.article_id AS "articleId" FROM ai.kb_chunks c JOIN ai.kb_articles a ON a.id = c.article_id
     WHERE c.is_active AND a.status <> 'published' ORDER BY c.id LIMIT $1`,
    [limit],
  );
}

/** Removes the words of chunks that are not searched, which would weigh on the rarity of words. Returns how many. */
export async function deleteOrphanedTerms(tx: Queryable): Promise<number> {
  const result = await tx.query(
    'DELETE FROM ai.kb_terms t USING ai.kb_chunks c WHERE c.id = t.chunk_id AND NOT c.is_active',
  );
  return result.rowCount;
}
