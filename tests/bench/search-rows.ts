import { newId } from '../../src-server/core/ids.ts';
import type { Database } from '../../src-server/database/database.ts';
import { OFFLINE_EMBEDDING_MODEL } from '../../src-server/models/offline/offline-embedder.ts';
import type { VectorSource } from './synthetic-vectors.ts';

const BATCH = 200;
const TEXT = 'The deposit holds your date and is taken off the total. '.repeat(12);

/**
 * Loads rows into ai.kb_chunks and builds the graph once afterwards, and beside them the same vectors as the base schema
 * kept them: jsonb in a table of their own.
 */
export async function loadRows(db: Database, rows: number, vectors: VectorSource): Promise<void> {
  await db.query('DROP INDEX ai.idx_kb_vector_hnsw');
  // A desk with an article is not given the sample workspace.
  await db.query(
    "INSERT INTO ai.kb_articles (id, code, title, body_markdown, category) VALUES ($1, 'KB-1', 'Bench', 'Rows.', 'faq')",
    [newId()],
  );
  await db.query('CREATE TABLE public.json_chunks (id uuid PRIMARY KEY, vector jsonb NOT NULL)');
  for (let start = 0; start < rows; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, rows - start) }, (_, index) => ({
      id: newId(),
      title: `Passage ${start + index}`,
      vector: `[${vectors.row().join(',')}]`,
    }));
    const values = [batch.map((row) => row.id), batch.map((row) => row.title), batch.map((row) => row.vector)];
    await db.query(
      `INSERT INTO ai.kb_chunks (id, title, text, category, vector, embedding_model)
       SELECT id, title, $4, 'faq', vector::vector, $5 FROM unnest($1::uuid[], $2::text[], $3::text[]) AS r(id, title, vector)`,
      [...values, TEXT, OFFLINE_EMBEDDING_MODEL],
    );
    // Without words the sidecar would set about indexing them.
    await db.query("INSERT INTO ai.kb_terms SELECT '', id, 0, 0, 1, 1 FROM unnest($1::uuid[]) AS r(id)", [values[0]]);
    await db.query(
      'INSERT INTO public.json_chunks SELECT id, vector::jsonb FROM unnest($1::uuid[], $2::text[]) AS r(id, vector)',
      [values[0], values[2]],
    );
    process.stderr.write(`\r  loaded ${start + batch.length} of ${rows}`);
  }
  process.stderr.write('\n  building the index\n');
  await db.longOperation(3_600_000, async () => {
    await db.query(
      `CREATE INDEX idx_kb_vector_hnsw ON ai.kb_chunks
       USING hnsw (vector vector_cosine_ops) WITH (m = 16, ef_construction = 64)`,
    );
    await db.query('ANALYZE');
  });
}
