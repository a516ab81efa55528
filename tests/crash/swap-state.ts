import { z } from 'zod';
import { type Queryable, selectOne } from '../../src-server/database/database.ts';
import { VECTOR_TABLES } from '../../src-server/knowledge/embedding/vector-tables.ts';

const State = z.object({
  active: z.string().nullable(),
  state: z.string(),
  chunks: z.number(),
  /** The models that the vectors in use are of, in every table. */
  labels: z.array(z.string().nullable()),
  /** Chunks that are not the nearest to their own vector: the graph and the table do not agree. */
  lost: z.number(),
});
export type SwapState = z.infer<typeof State> & {
  /** Graphs that are not over the column that their name stands for. */
  wrongIndexes: string[];
};

/** Which vectors a search finds, looked at from every side that a half-made swap could show. */
export async function readSwapState(db: Queryable): Promise<SwapState> {
  const labels = VECTOR_TABLES.map(({ name, inUse }) => `SELECT embedding_model FROM ${name} WHERE ${inUse}`);
  const state = await selectOne(
    db,
    State,
    'search model',
    `SELECT m.active, m.state, (SELECT count(*)::int FROM ai.kb_chunks) AS chunks,
       (SELECT coalesce(jsonb_agg(embedding_model), '[]') FROM (${labels.join(' UNION ')}) AS labels) AS labels,
       (SELECT count(*)::int FROM ai.kb_chunks c WHERE c.is_active AND NOT EXISTS (
          SELECT 1 FROM ai.nearest_chunks(c.vector, m.active, 3, NULL, NULL) AS near WHERE near.similarity > 0.999)
       ) AS lost
     FROM ai.search_model m`,
  );
  const expected = VECTOR_TABLES.flatMap(({ index, nextIndex, vector }) => [
    { index, column: vector },
    { index: nextIndex, column: 'next_vector' },
  ]);
  const { rows } = await db.query(
    `SELECT e.index FROM unnest($1::text[], $2::text[]) AS e(index, column_name)
     LEFT JOIN pg_indexes i ON i.schemaname = 'ai' AND i.indexname = e.index
       AND i.indexdef LIKE '%(' || e.column_name || ' vector_cosine_ops)%'
     WHERE i.indexname IS NULL`,
    [expected.map((one) => one.index), expected.map((one) => one.column)],
  );
  return { ...state, wrongIndexes: rows.map((row) => String(row.index)) };
}
