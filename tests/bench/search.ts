import { openBenchDatabase } from './bench-database.ts';
import { type BenchVectors, makeVectors, nearestRows, recall } from './bench-vectors.ts';
import { type ContenderFigures, measureContenders } from './measure-contenders.ts';
import { measureSearch, type SearchFigures } from './measure-search.ts';
import { startSearchApi } from './search-api.ts';
import { loadRows } from './search-rows.ts';
import { createTextSource } from './synthetic-texts.ts';

export interface SearchBench extends SearchFigures, ContenderFigures {
  rows: number;
  engine: string;
  load_s: number;
  /** How many times the smaller size's figure this size's is. */
  api_growth?: number;
}

const SMALL = 10_000;
/** Words, and vectors as JSON, are loaded up to here: beyond, they would take hours and tell nothing new. */
const MOST_ROWS_IN_FULL = 20_000;
const LIMIT = 5;
const QUESTIONS = 220;
const SEED = 20_261_122;

/** `npm run bench -- search`: one search, many ways, on the same rows in one run; a large size after the usual one. */
export async function benchSearch(rows: number, serverUrl: string | undefined): Promise<SearchBench[]> {
  if (rows <= SMALL) return [await benchSize(rows, serverUrl)];
  const small = await benchSize(SMALL, serverUrl);
  const large = await benchSize(rows, serverUrl);
  return [small, { ...large, api_growth: Math.round((large.api_p50_ms / small.api_p50_ms) * 100) / 100 }];
}

async function benchSize(rows: number, serverUrl: string | undefined): Promise<SearchBench> {
  console.error(`  making ${rows} vectors`);
  const vectors = makeVectors(rows, QUESTIONS, SEED);
  const truth = vectors.questions.map((question) => nearestRows(vectors, question, LIMIT));
  const own = await benchOwn(vectors, truth, serverUrl);
  return { ...own, ...(await measureContenders(vectors, truth, own.api_p50_ms)) };
}

async function benchOwn(
  vectors: BenchVectors,
  truth: readonly number[][],
  serverUrl: string | undefined,
): Promise<Omit<SearchBench, keyof ContenderFigures>> {
  const bench = await openBenchDatabase(serverUrl);
  const { db } = bench;
  try {
    const rows = vectors.rows.length;
    const inFull = rows <= MOST_ROWS_IN_FULL;
    const texts = inFull ? createTextSource(SEED) : undefined;
    const startedMs = performance.now();
    const chunks = await loadRows(db, { vectors: vectors.rows, texts, withJson: inFull });
    const load_s = Math.round((performance.now() - startedMs) / 1000);
    const api = await startSearchApi(bench);
    try {
      console.error('  searching');
      const { found, ...figures } = await measureSearch(
        { db, api },
        { questions: vectors.questions, texts, withJson: inFull, limit: LIMIT },
      );
      const rowOf = new Map(chunks.map(({ id }, row) => [id, row]));
      const foundRows = found.map((hits) => hits.map((id) => rowOf.get(id) ?? -1));
      return { rows, engine: db.engine, load_s, ...figures, recall_at_5: recall(truth, foundRows) };
    } finally {
      await api.stop();
    }
  } finally {
    await bench.stop();
  }
}
