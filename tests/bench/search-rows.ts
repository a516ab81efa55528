import { newId } from '../../src-server/core/ids.ts';
import type { Database } from '../../src-server/database/database.ts';
import { vectorText } from '../../src-server/database/vector.ts';
import { indexTerms } from '../../src-server/knowledge/index-terms.ts';
import { replaceTerms } from '../../src-server/knowledge/term.store.ts';
import { OFFLINE_EMBEDDING_MODEL } from '../../src-server/models/offline/offline-embedder.ts';
import { insertArticles } from './desk-rows.ts';
import type { TextSource } from './synthetic-texts.ts';

const BATCH = 200;
const LONG_MS = 4 * 3_600_000;

export interface RowsToLoad {
  vectors: readonly Float32Array[];
  /** What the chunks say; without it they say all the same, and no word finds them. */
  texts: TextSource | undefined;
  /** Keeps the vectors as the base schema did too: as jsonb, in a table of their own. */
  withJson: boolean;
  /** Puts so many neighbouring chunks into an article of their own; without it they belong to none. */
  chunksPerArticle?: number;
}

const SAME_TEXT = 'The deposit holds your date and is taken off the total. '.repeat(12);

/** Loads ai.kb_chunks and builds the graph once afterwards. Returns the chunks in the order of the vectors. */
export function loadRows(db: Database, rows: RowsToLoad): Promise<{ id: string; title: string }[]> {
  // Loading is not what is measured: a loaded machine may take its time.
  return db.longOperation(LONG_MS, () => load(db, rows));
}

async function load(
  db: Database,
  { vectors, texts, withJson, chunksPerArticle }: RowsToLoad,
): Promise<{ id: string; title: string }[]> {
  const ids = vectors.map(() => newId());
  const titles: string[] = [];
  await db.query('DROP INDEX ai.idx_kb_vector_hnsw');
  // Otherwise the first start takes the rows for those of an adopted deployment, and looks whose vectors they hold.
  await db.query('UPDATE ai.search_model SET active = $1', [OFFLINE_EMBEDDING_MODEL]);
  // A desk with an article is not given the sample workspace.
  await db.query(
    "INSERT INTO ai.kb_articles (id, code, title, body_markdown, category) VALUES ($1, 'KB-1', 'Bench', 'Rows.', 'faq')",
    [newId()],
  );
  await db.query('CREATE TABLE public.json_chunks (id uuid PRIMARY KEY, vector jsonb NOT NULL)');
  for (let start = 0; start < vectors.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH).map(
      (id, index): ChunkRow => ({
        id,
        articleId: null,
        title: texts?.title() ?? `Passage ${start + index}`,
        text: texts?.passage() ?? SAME_TEXT,
        vector: vectorText(Array.from(vectors[start + index] ?? [])),
      }),
    );
    if (chunksPerArticle !== undefined) await gather(db, batch, vectors, start, chunksPerArticle);
    titles.push(...batch.map((row) => row.title));
    await insertChunks(db, batch);
    await db.transaction((tx) =>
      replaceTerms(
        tx,
        [],
        batch.map((row) => ({ chunkId: row.id, ...toTerms(row, texts) })),
      ),
    );
    if (withJson)
      await db.query(
        'INSERT INTO public.json_chunks SELECT id, vector::jsonb FROM unnest($1::uuid[], $2::text[]) AS r(id, vector)',
        [batch.map((row) => row.id), batch.map((row) => row.vector)],
      );
    process.stderr.write(`\r  loaded ${start + batch.length} of ${vectors.length}`);
  }
  process.stderr.write('\n  building the index\n');
  await db.longOperation(LONG_MS, async () => {
    await db.transaction(async (tx) => {
      await tx.query("SET LOCAL maintenance_work_mem = '1GB'");
      await tx.query(
        `CREATE INDEX idx_kb_vector_hnsw ON ai.kb_chunks
         USING hnsw (vector vector_cosine_ops) WITH (m = 16, ef_construction = 64)`,
      );
    });
    // As the maintenance of every night leaves the tables.
    await db.query('VACUUM (ANALYZE)');
  });
  return ids.map((id, index) => ({ id, title: titles[index] ?? '' }));
}

/** Gives neighbouring chunks an article, whose title they take over and which is asked for like the first of them. */
async function gather(
  db: Database,
  batch: ChunkRow[],
  vectors: readonly Float32Array[],
  start: number,
  chunksPerArticle: number,
): Promise<void> {
  const articles = batch
    .filter((_, index) => index % chunksPerArticle === 0)
    .map(({ title }, nth) => ({
      id: newId(),
      title,
      vector: vectors[start + nth * chunksPerArticle] ?? new Float32Array(),
    }));
  await insertArticles(db, articles, start);
  for (const [index, row] of batch.entries()) {
    const article = articles[Math.floor(index / chunksPerArticle)];
    if (article !== undefined) Object.assign(row, { articleId: article.id, title: article.title });
  }
}

interface ChunkRow {
  id: string;
  articleId: string | null;
  title: string;
  text: string;
  vector: string;
}

async function insertChunks(db: Database, batch: readonly ChunkRow[]): Promise<void> {
  await db.query(
    `INSERT INTO ai.kb_chunks (id, article_id, title, text, category, vector, embedding_model)
     SELECT id, article_id, title, text, 'faq', vector::vector, $6
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) AS r(id, article_id, title, text, vector)`,
    [
      batch.map((row) => row.id),
      batch.map((row) => row.articleId),
      batch.map((row) => row.title),
      batch.map((row) => row.text),
      batch.map((row) => row.vector),
      OFFLINE_EMBEDDING_MODEL,
    ],
  );
}

/** A chunk without any row among the terms would be indexed by the sidecar's catching up. */
function toTerms(row: ChunkRow, texts: TextSource | undefined) {
  return texts === undefined ? { terms: [], titleLength: 1, textLength: 1 } : indexTerms([row.title], row.text);
}
