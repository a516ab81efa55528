import type { Transaction } from '../../src-server/database/database.ts';
import type { DatabaseHost } from '../../src-server/database/database-host.ts';
import { PROMOTION_SCORE } from '../../src-server/learning/quality-score.ts';
import { TRAINABLE_PAGE } from '../../src-server/learning/trainable.store.ts';
import { orderTrainable } from '../../src-server/learning/trainable-order.ts';
import { percentile } from '../eval/retrieval-figures.ts';
import { openBenchDatabase } from './bench-database.ts';
import { buildInChild } from './dataset-in-child.ts';
import { loadExamples } from './dataset-rows.ts';

export interface DatasetBench {
  /** All examples there are. */
  rows: number;
  engine: string;
  load_s: number;
  /** Those that a dataset may hold, and those of them that it holds. */
  trainable: number;
  exported: number;
  held_back: number;
  build_s: number;
  examples_per_s: number;
  /** Of the process that builds; on the embedded engine the database is in it. */
  rss_before_mb: number;
  rss_peak_mb: number;
  /** The whole query for what may be trained on, all its pages, and by which indexes a page is read. */
  query_ms: number;
  query_indexes: string;
  /** The same in a transaction that has dropped idx_training_quality_verified and is rolled back. */
  query_without_index_ms: number;
  query_without_index_indexes: string;
  /** The same again where no index may be used: the whole table read and sorted for each page. */
  query_without_any_index_ms: number;
}

const FILTER = { minQuality: PROMOTION_SCORE, since: undefined };
const REPEATS = 3;
const LIMIT_MS = 600_000;

/** `npm run bench -- dataset`: a dataset built from so many examples, and the query that finds them. */
export async function benchDataset(rows: number, serverUrl: string | undefined): Promise<DatasetBench> {
  const bench = await openBenchDatabase(serverUrl);
  const { db } = bench;
  try {
    const loadBegun = performance.now();
    const createdBy = await loadExamples(db, rows);
    const load_s = Math.round((performance.now() - loadBegun) / 1000);
    console.error(`  ${rows} examples are there; asking for those that may be trained on`);
    const queries = await measureQuery(db);
    console.error('  building');
    await bench.close();
    const built = await buildInChild({ database: bench.database, dataDir: bench.dataDir, createdBy });
    return {
      ...{ rows, engine: db.engine, load_s, trainable: queries.trainable },
      ...{ exported: built.exported, held_back: built.heldBack },
      build_s: Math.round(built.ms / 100) / 10,
      examples_per_s: Math.round((queries.trainable / built.ms) * 1000),
      ...{ rss_before_mb: built.beforeMb, rss_peak_mb: built.peakMb },
      ...queries.figures,
    };
  } finally {
    await bench.stop();
  }
}

async function measureQuery(db: DatabaseHost) {
  const usual = await measureUnder(db, async () => {});
  const without = await measureUnder(db, (tx) => run(tx, 'DROP INDEX ai.idx_training_quality_verified'));
  const unaided = await measureUnder(db, async (tx) => {
    for (const way of ['indexscan', 'bitmapscan', 'indexonlyscan']) await run(tx, `SET LOCAL enable_${way} = off`);
  });
  return {
    trainable: usual.count,
    figures: {
      query_ms: usual.ms,
      query_indexes: usual.indexes,
      query_without_index_ms: without.ms,
      query_without_index_indexes: without.indexes,
      query_without_any_index_ms: unaided.ms,
    },
  };
}

class RolledBack extends Error {}

/** The median time of the whole query after `prepare`, in transactions that are undone. */
async function measureUnder(db: DatabaseHost, prepare: (tx: Transaction) => Promise<void>) {
  const times: number[] = [];
  let indexes = '';
  let count = 0;
  for (let repeat = 0; repeat < REPEATS; repeat += 1)
    await db
      .longOperation(LIMIT_MS, () =>
        db.transaction(async (tx) => {
          await prepare(tx);
          const plan = await tx.query(`EXPLAIN (FORMAT JSON) ${TRAINABLE_PAGE}`, [PROMOTION_SCORE, null, null, 20_000]);
          const named = [...JSON.stringify(plan.rows).matchAll(/Index Name[\\": ]+(\w+)/g)].map((match) => match[1]);
          indexes = named.join(', ') || 'none';
          const begun = performance.now();
          count = (await orderTrainable(tx, FILTER)).count;
          times.push(performance.now() - begun);
          throw new RolledBack();
        }),
      )
      .catch((error: unknown) => {
        if (!(error instanceof RolledBack)) throw error;
      });
  return { ms: Math.round(percentile(times, 0.5)), indexes, count };
}

async function run(tx: Transaction, statement: string): Promise<void> {
  await tx.query(statement);
}
