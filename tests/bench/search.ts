import type { Database } from '../../src-server/database/database.ts';
import { vectorText } from '../../src-server/database/vector.ts';
import { percentile } from '../eval/retrieval-figures.ts';
import { openBenchDatabase } from './bench-database.ts';
import { type SearchApi, startSearchApi } from './search-api.ts';
import { loadRows } from './search-rows.ts';
import { createVectorSource } from './synthetic-vectors.ts';

export interface SearchBench {
  rows: number;
  /** A search through the HTTP API, given a vector. */
  api_p50_ms: number;
  api_p95_ms: number;
  /** The plain nearest-neighbour query on the same connection, as one writes it with pg and pgvector's own settings. */
  sql_p50_ms: number;
  /** The query of the base schema, which computes cosines from vectors kept as JSON. */
  json_p50_ms: number;
  /** The same query without the index. */
  exact_p50_ms: number;
  /** Share of the five nearest rows that the API finds. */
  recall_at_5: number;
}

const LIMIT = 5;
const QUESTIONS = 200;
const WARM_UP = 20;
const JSON_QUESTIONS = 3;
const SEED = 20_261_122;

const NEAREST = 'SELECT id, title, text FROM ai.kb_chunks ORDER BY vector <=> $1::vector LIMIT $2';
/** An order that the index does not serve. */
const EXACT = 'SELECT id, title, text FROM ai.kb_chunks ORDER BY (vector <=> $1::vector) + 0 LIMIT $2';
const FROM_JSON = `
  SELECT c.id, (
    SELECT sum(stored * asked)
    FROM unnest(ARRAY(SELECT jsonb_array_elements_text(c.vector)::float8), $1::float8[]) AS pair(stored, asked)
  ) AS similarity
  FROM public.json_chunks c ORDER BY similarity DESC LIMIT $2`;

/** `npm run bench -- search`: one search, five ways, on the same rows in one run. Vectors are of length 1. */
export async function benchSearch(rows: number, serverUrl: string | undefined): Promise<SearchBench> {
  const { db, stop } = await openBenchDatabase(serverUrl);
  try {
    const vectors = createVectorSource(rows, SEED);
    await loadRows(db, rows, vectors);
    const questions = Array.from({ length: QUESTIONS + WARM_UP }, () => vectors.question());
    const api = await startSearchApi(db);
    try {
      console.error('  searching');
      return { rows, ...(await askAll(db, api, questions)) };
    } finally {
      await api.stop();
    }
  } finally {
    await stop();
  }
}

async function askAll(
  db: Database,
  api: SearchApi,
  questions: readonly number[][],
): Promise<Omit<SearchBench, 'rows'>> {
  const times = { api: [] as number[], sql: [] as number[], exact: [] as number[], json: [] as number[] };
  let found = 0;
  for (const [index, vector] of questions.entries()) {
    const body = JSON.stringify({ vector, limit: LIMIT });
    const values = [vectorText(vector), LIMIT];
    const byApi = await timed(() => api.search(body));
    const bySql = await timed(() => db.query(NEAREST, values));
    const exactly = await timed(() => searchIds(db, EXACT, values));
    if (index < WARM_UP) continue;
    times.api.push(byApi.ms);
    times.sql.push(bySql.ms);
    times.exact.push(exactly.ms);
    found += exactly.result.filter((id) => byApi.result.includes(id)).length;
  }
  for (const vector of questions.slice(0, JSON_QUESTIONS)) {
    const fromJson = await db.longOperation(600_000, () => timed(() => searchIds(db, FROM_JSON, [vector, LIMIT])));
    times.json.push(fromJson.ms);
  }
  return {
    api_p50_ms: percentile(times.api, 0.5),
    api_p95_ms: percentile(times.api, 0.95),
    sql_p50_ms: percentile(times.sql, 0.5),
    json_p50_ms: percentile(times.json, 0.5),
    exact_p50_ms: percentile(times.exact, 0.5),
    recall_at_5: Math.round((found / (times.api.length * LIMIT)) * 10_000) / 10_000,
  };
}

async function searchIds(db: Database, statement: string, values: readonly unknown[]): Promise<string[]> {
  return (await db.query(statement, values)).rows.map((row) => String(row.id));
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const startedMs = performance.now();
  const result = await work();
  return { result, ms: performance.now() - startedMs };
}
