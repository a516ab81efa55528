import type { Transaction } from '../../database/database.ts';
import { lockArticles } from '../article.store.ts';
import { retireChunks } from '../chunk.store.ts';
import { deleteQuestions } from '../question.store.ts';
import { reindexArticles } from '../reindex-articles.ts';
import { replaceTerms } from '../term.store.ts';
import {
  deleteOrphanedTerms,
  listChunksOfArchived,
  listExampleChunks,
  listLearnedChunks,
} from './example-chunk.store.ts';
import { listLearnedWays, listWaysOfExamples } from './learned-way.store.ts';
import type { RefreshDeps } from './refresh-deps.ts';
import type { PageReport } from './sync-examples.ts';

const BATCH = 200;

type Alongside = (tx: Transaction, report: PageReport) => Promise<void>;

/**
 * Takes out of the search what nothing stands behind any more: chunks of examples and articles that are gone or no
 * longer in use, learned ways to ask, and words of chunks that are not searched. Chunks stay, as citations open them.
 */
export async function retireDead(deps: RefreshDeps, alongside: Alongside, signal?: AbortSignal): Promise<void> {
  for (let after: string | null = null; ; ) {
    signal?.throwIfAborted();
    const page = await listLearnedChunks(deps.db, after, BATCH);
    await deps.db.transaction(async (tx) => {
      const dead = await findDead(tx, deps, page);
      await withdrawChunks(tx, deps, dead);
      if (dead.length > 0) await alongside(tx, { examplesRetired: dead.length });
    });
    after = page.at(-1)?.id ?? null;
    if (page.length < BATCH) break;
  }
  for (let after: string | null = null; ; ) {
    signal?.throwIfAborted();
    const page = await listLearnedWays(deps.db, after, BATCH);
    await deps.db.transaction(async (tx) => {
      const dead = new Set(await findDead(tx, deps, page));
      await removeWays(
        tx,
        page.filter((way) => dead.has(way.id)),
      );
      if (dead.size > 0) await alongside(tx, { waysRemoved: dead.size });
    });
    after = page.at(-1)?.id ?? null;
    if (page.length < BATCH) break;
  }
  for (let retired = BATCH; retired > 0; ) {
    signal?.throwIfAborted();
    const listed = await listChunksOfArchived(deps.db, BATCH);
    retired = await deps.db.transaction(async (tx) => {
      // Held, as somebody may just be bringing the article back.
      const locked = await lockArticles(tx, [...new Set(listed.map((chunk) => chunk.articleId))]);
      const archived = new Set(locked.filter((article) => article.status !== 'published').map(({ id }) => id));
      const dead = listed.filter((chunk) => archived.has(chunk.articleId)).map((chunk) => chunk.id);
      await withdrawChunks(tx, deps, dead);
      if (dead.length > 0) await alongside(tx, { chunksRetired: dead.length });
      return dead.length;
    });
  }
  await deps.db.transaction(async (tx) => {
    const termsRemoved = await deleteOrphanedTerms(tx);
    if (termsRemoved > 0) await alongside(tx, { termsRemoved });
  });
}

/** At once, in the review's transaction: what was learned from an example that is rejected or rewritten. */
export async function withdrawExample(
  tx: Transaction,
  deps: Pick<RefreshDeps, 'clock'>,
  exampleId: string,
): Promise<void> {
  const chunks = (await listExampleChunks(tx, [exampleId])).filter((chunk) => chunk.isActive);
  await withdrawChunks(
    tx,
    deps,
    chunks.map((chunk) => chunk.id),
  );
  await removeWays(tx, await listWaysOfExamples(tx, [exampleId]));
}

async function withdrawChunks(tx: Transaction, deps: Pick<RefreshDeps, 'clock'>, ids: readonly string[]) {
  if (ids.length === 0) return;
  await retireChunks(tx, ids, deps.clock.now());
  await replaceTerms(tx, ids, []);
}

async function removeWays(tx: Transaction, ways: readonly { id: string; articleId: string }[]): Promise<void> {
  await deleteQuestions(
    tx,
    ways.map((way) => way.id),
  );
  await reindexArticles(tx, [...new Set(ways.map((way) => way.articleId))]);
}

async function findDead(
  tx: Transaction,
  deps: RefreshDeps,
  rows: readonly { id: string; exampleId: string | null }[],
): Promise<string[]> {
  const held = await deps.examples.hold(
    tx,
    rows.flatMap((row) => row.exampleId ?? []),
  );
  const living = new Set(held.map((example) => example.id));
  return rows.filter((row) => row.exampleId === null || !living.has(row.exampleId)).map((row) => row.id);
}
