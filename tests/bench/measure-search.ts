import type { Database } from '../../src-server/database/database.ts';
import { vectorText } from '../../src-server/database/vector.ts';
import { percentile } from '../eval/retrieval-figures.ts';
import type { SearchApi } from './search-api.ts';
import type { TextSource } from './synthetic-texts.ts';

export interface SearchFigures {
  /** A search through the HTTP API, given a vector. */
  api_p50_ms: number;
  api_p95_ms: number;
  /** The plain nearest-neighbour query as one writes it with pg and pgvector, whose own ef_search is 40; the API's is 80. */
  sql_p50_ms: number;
  sql_p95_ms: number;
  api_to_sql: number;
  /** The same query without the index. */
  exact_p50_ms: number;
  /** The query of the base schema, which computes cosines from vectors kept as JSON. */
  json_p50_ms?: number;
  json_to_api?: number;
  /** A search through the API by words and meaning, given the question's text and vector. */
  hybrid_p50_ms?: number;
  hybrid_p95_ms?: number;
  /** Share of the five nearest rows that the API finds. */
  recall_at_5: number;
}

interface Questions {
  questions: readonly Float32Array[];
  texts: TextSource | undefined;
  withJson: boolean;
  limit: number;
}

const WARM_UP = 20;
const EXACT_QUESTIONS = 20;
const JSON_QUESTIONS = 3;
const LONG_MS = 600_000;

const NEAREST = 'SELECT id, title, text FROM ai.kb_chunks ORDER BY vector <=> $1::vector LIMIT $2';
/** An order that the index does not serve. */
const EXACT = 'SELECT id, title, text FROM ai.kb_chunks ORDER BY (vector <=> $1::vector) + 0 LIMIT $2';
const FROM_JSON = `
  SELECT c.id, (
    SELECT sum(stored * asked)
    FROM unnest(ARRAY(SELECT jsonb_array_elements_text(c.vector)::float8), $1::float8[]) AS pair(stored, asked)
  ) AS similarity
  FROM public.json_chunks c ORDER BY similarity DESC LIMIT $2`;

/** Asks every question in every way. `found` are the ids that the API found for each. */
/** As embedding services send vectors, and as the API takes them. */
function toBase64(vector: readonly number[]): string {
  return Buffer.from(Float32Array.from(vector).buffer).toString('base64');
}

export async function measureSearch(
  { db, api }: { db: Database; api: SearchApi },
  { questions, texts, withJson, limit }: Questions,
): Promise<Omit<SearchFigures, 'recall_at_5'> & { found: string[][] }> {
  const times = { api: [] as number[], sql: [] as number[], hybrid: [] as number[] };
  const found: string[][] = [];
  const vectors = questions.map((question) => Array.from(question));
  for (const [index, vector] of vectors.entries()) {
    // Both begin with the numbers, and take turns in going first, as the second finds the graph in the processor's cache.
    const byApi = async () => {
      const { ms, result } = await timed(() => api.search(JSON.stringify({ vector: toBase64(vector), limit })));
      found.push(result);
      times.api.push(ms);
    };
    const bySql = async () => {
      const { ms } = await timed(() => db.query(NEAREST, [vectorText(vector), limit]));
      times.sql.push(ms);
    };
    for (const ask of index % 2 === 0 ? [byApi, bySql] : [bySql, byApi]) await ask();
  }
  if (texts !== undefined)
    for (const vector of vectors) {
      const body = JSON.stringify({ query: texts.question(), vector: toBase64(vector), limit });
      times.hybrid.push((await timed(() => api.search(body))).ms);
    }
  const slow = (statement: string, values: (vector: number[]) => unknown[], count: number) =>
    db.longOperation(LONG_MS, async () => {
      const taken: number[] = [];
      for (const vector of vectors.slice(0, count))
        taken.push((await timed(() => db.query(statement, values(vector)))).ms);
      return percentile(taken, 0.5);
    });
  const exactMs = await slow(EXACT, (vector) => [vectorText(vector), limit], EXACT_QUESTIONS);
  const jsonMs = withJson ? await slow(FROM_JSON, (vector) => [vector, limit], JSON_QUESTIONS) : undefined;

  const part = (all: readonly number[], share: number) => percentile(all.slice(WARM_UP), share);
  const apiMs = part(times.api, 0.5);
  const sqlMs = part(times.sql, 0.5);
  return {
    found,
    api_p50_ms: apiMs,
    api_p95_ms: part(times.api, 0.95),
    sql_p50_ms: sqlMs,
    sql_p95_ms: part(times.sql, 0.95),
    api_to_sql: Math.round((apiMs / sqlMs) * 100) / 100,
    exact_p50_ms: exactMs,
    ...(jsonMs === undefined ? {} : { json_p50_ms: jsonMs, json_to_api: Math.round(jsonMs / apiMs) }),
    ...(texts === undefined ? {} : { hybrid_p50_ms: part(times.hybrid, 0.5), hybrid_p95_ms: part(times.hybrid, 0.95) }),
  };
}

export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const startedMs = performance.now();
  const result = await work();
  return { result, ms: performance.now() - startedMs };
}
