import type { RefreshReport } from '../../contract/refreshes.ts';
import type { Database } from '../../database/database.ts';
import type { KnowledgeDeps } from '../knowledge-deps.ts';
import { listSampleVectors, measureRecall, VECTOR_GRAPHS, type VectorGraph } from './index-health.store.ts';

const SAMPLES = 10;
/** Below this a graph has lost its way; what is usual is measured at .98 and above. */
const LEAST_RECALL = 0.9;
const LIMIT_MS = 600_000;
const TABLES = 'ai.kb_chunks, ai.kb_questions, ai.kb_terms, ai.training_data';

export interface CheckIndexesDeps extends Pick<KnowledgeDeps, 'db' | 'activeEmbedder'> {
  /** How much of what it should find a graph finds, for one stored vector. */
  measure?: typeof measureRecall;
}

/**
 * Renews the statistics, clears dead rows away where no server does, and compares what the graphs of vectors return
 * with an exact search from some stored vectors. A graph that misses too much is built anew.
 */
export async function checkIndexes(deps: CheckIndexesDeps, signal?: AbortSignal): Promise<RefreshReport['indexCheck']> {
  const { db } = deps;
  const tidy = db.engine === 'embedded' ? `VACUUM (ANALYZE) ${TABLES}` : `ANALYZE ${TABLES}`;
  await db.longOperation(LIMIT_MS, () => db.query(tidy));
  const checks: RefreshReport['indexCheck'] = [];
  for (const graph of VECTOR_GRAPHS) {
    const before = await recallOf(deps, graph, signal);
    const isLost = before.recall < LEAST_RECALL;
    if (isLost) await rebuild(db, graph);
    const after = isLost ? await recallOf(deps, graph, signal) : before;
    checks.push({ index: graph.index, ...after, rebuilt: isLost });
  }
  return checks;
}

async function recallOf(deps: CheckIndexesDeps, graph: VectorGraph, signal?: AbortSignal) {
  const { db, measure = measureRecall } = deps;
  const { model } = await deps.activeEmbedder();
  const vectors = await listSampleVectors(db, graph, model, SAMPLES);
  let sum = 0;
  for (const vector of vectors) {
    signal?.throwIfAborted();
    sum += await db.longOperation(LIMIT_MS, () => measure(db, graph, model, vector));
  }
  const recall = vectors.length === 0 ? 1 : sum / vectors.length;
  return { checked: vectors.length, recall: Math.round(recall * 1000) / 1000 };
}

/** A server lets others write meanwhile; the embedded engine does one thing at a time anyway. */
async function rebuild(db: Database, graph: VectorGraph): Promise<void> {
  const how = db.engine === 'server' ? 'INDEX CONCURRENTLY' : 'INDEX';
  await db.longOperation(LIMIT_MS, () => db.query(`REINDEX ${how} ${graph.index}`));
}
