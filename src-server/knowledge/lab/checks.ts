import { z } from 'zod';
import type { Check } from '../../contract/lab.ts';
import { decodeCursor, encodeCursor } from '../../database/cursor.ts';
import { getArticleRow } from '../article.store.ts';
import type { KnowledgeDeps } from '../knowledge-deps.ts';
import type { SearchKnowledge } from '../search-knowledge.ts';
import { type CheckRow, deleteCheck, getCheck, insertCheck, listChecks, recordRun } from './check.store.ts';

/** How many passages are looked at; an article further down is not found for practical purposes. */
const LOOKED_AT = 10;
const BATCH = 100;
const Place = z.object({ createdAt: z.iso.datetime(), id: z.uuid() });

export interface CheckDeps extends Pick<KnowledgeDeps, 'db' | 'clock' | 'newId'> {
  search: SearchKnowledge;
}

/** Questions that an owner wants answered by a certain article, so that one change does not break another article. */
export function createChecks({ db, clock, newId, search }: CheckDeps) {
  async function findRank({ question, articleId }: CheckRow, signal: AbortSignal | undefined): Promise<number | null> {
    const hits = await search({ query: question, limit: LOOKED_AT, signal });
    const articles = [...new Set(hits.map((hit) => hit.articleId))];
    const at = articles.indexOf(articleId);
    return at < 0 ? null : at + 1;
  }

  return {
    async list({ cursor, limit }: { cursor?: string | undefined; limit: number }) {
      const after = cursor === undefined ? undefined : decodeCursor(Place, cursor);
      const rows = await listChecks(db, { after, limit: limit + 1 });
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      const nextCursor = last === undefined ? null : encodeCursor({ createdAt: last.createdAt, id: last.id });
      return { items, nextCursor };
    },

    async add({ question, articleId }: { question: string; articleId: string }, by: string): Promise<Check> {
      await getArticleRow(db, articleId);
      await insertCheck(db, { id: newId(), question, articleId, by }, clock.now());
      return getCheck(db, { articleId, question });
    },

    async remove(id: string): Promise<{ done: true }> {
      await deleteCheck(db, id);
      return { done: true };
    },

    /** Runs every check as a customer's question would be searched. A check passes when its article is found first. */
    async run(signal?: AbortSignal): Promise<{ count: number; passed: number; worse: number }> {
      const total = { count: 0, passed: 0, worse: 0 };
      for (let after: { createdAt: string; id: string } | undefined; ; ) {
        const rows = await listChecks(db, { after, limit: BATCH });
        const results: { id: string; rank: number | null }[] = [];
        for (const row of rows) {
          signal?.throwIfAborted();
          const rank = await findRank(row, signal);
          results.push({ id: row.id, rank });
          total.count += 1;
          if (rank === 1) total.passed += 1;
          if (row.ranAt !== null && placeOf(rank) > placeOf(row.rank)) total.worse += 1;
        }
        await recordRun(db, results, clock.now());
        after = rows.at(-1);
        if (rows.length < BATCH) return total;
      }
    },
  };
}

/** Not found is behind every place. */
function placeOf(rank: number | null): number {
  return rank ?? LOOKED_AT + 1;
}
