import { z } from 'zod';
import { type Queryable, selectAll, selectOne } from '../../database/database.ts';

const NEIGHBOURS = 5;
/** Equal texts have equal vectors: any of those as near as the last true neighbour is as good. */
const ROUNDING = 1e-6;

/** A graph of vectors, what it holds, and the product's own way through it. */
export interface VectorGraph {
  index: string;
  table: string;
  inUse: string;
  nearest: string;
}

export const VECTOR_GRAPHS: readonly VectorGraph[] = [
  {
    index: 'ai.idx_kb_vector_hnsw',
    table: 'ai.kb_chunks',
    inUse: 'is_active',
    nearest: 'ai.nearest_chunks($1::vector, $2, $3::int, NULL, NULL)',
  },
  {
    index: 'ai.idx_kb_question_vector_hnsw',
    table: 'ai.kb_questions',
    inUse: 'true',
    nearest: 'ai.nearest_questions($1::vector, $2, $3::int)',
  },
];

const Sample = z.object({ vector: z.string() });

/** Some stored vectors, spread over the table and the same ones each time. */
export async function listSampleVectors(db: Queryable, graph: VectorGraph, model: string, limit: number) {
  const rows = await selectAll(
    db,
    Sample,
    `SELECT vector::text FROM ${graph.table} WHERE ${graph.inUse} AND embedding_model = $1 ORDER BY md5(id::text) LIMIT $2`,
    [model, limit],
  );
  return rows.map((row) => row.vector);
}

/** The share of the true nearest neighbours of a vector that the graph finds, 0..1. */
export async function measureRecall(db: Queryable, graph: VectorGraph, model: string, vector: string): Promise<number> {
  // Adding zero keeps the planner from the graph: every vector is compared.
  const { recall } = await selectOne(
    db,
    z.object({ recall: z.number() }),
    'recall',
    `WITH exact AS (
       SELECT 1 - (vector <=> $1::vector) AS similarity FROM ${graph.table}
       WHERE ${graph.inUse} AND embedding_model = $2 ORDER BY (vector <=> $1::vector) + 0 LIMIT $3::int
     )
     SELECT least(1, (SELECT count(*) FROM ${graph.nearest} AS found
         WHERE found.similarity >= (SELECT min(similarity) FROM exact) - ${ROUNDING})::float8
       / greatest(1, (SELECT count(*) FROM exact))) AS recall`,
    [vector, model, NEIGHBOURS],
  );
  return recall;
}
