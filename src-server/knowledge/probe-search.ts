import { z } from 'zod';
import { AppError } from '../core/errors.ts';
import { selectAll, type Transaction } from '../database/database.ts';
import { inRolledBack } from '../database/roll-back.ts';
import { askedPart } from '../models/text/asked-part.ts';
import { type BlendWeights, blendScores } from './blend-scores.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';
import { reindexArticles } from './reindex-articles.ts';
import { different, gatherCandidates } from './run-search.ts';
import { listHits } from './search.store.ts';
import type { KnowledgeHit } from './search-knowledge.ts';
import type { TermStatistics } from './term-statistics.ts';

/** A question with what either leg found, to be ordered in as many ways as one likes without searching again. */
export interface SearchProbe {
  /** Chunk ids, best first. */
  rank(weights: BlendWeights): string[];
  /** What a search with these weights would have found, best first. */
  hits(weights: BlendWeights | undefined, limit: number): KnowledgeHit[];
}

/** How many candidates are looked at for what was made of an example. */
const LOOKED_AT = 100;

/**
 * Searches once, as if the example `without` had never been approved: without its answer, and without the way to ask
 * that an article learned from it, also among the words. Both are taken out in a transaction that is rolled back.
 */
export function createProbeSearch(deps: Pick<KnowledgeDeps, 'db' | 'activeEmbedder'>, statistics: TermStatistics) {
  return async function probeSearch(question: string, without: string, signal?: AbortSignal): Promise<SearchProbe> {
    const embedder = await deps.activeEmbedder();
    const query = askedPart(question);
    const [vector] = await embedder.embed([query], { signal });
    if (vector === undefined) throw new AppError('MODEL_FAILED', 'The embedding model gave no vector for a question.');
    const totals = await statistics.readTotals();
    const asked = { query, vector, model: embedder.model, totals, limit: LOOKED_AT };
    const { candidates, rows } = await inRolledBack(deps.db, async (tx) => {
      await reindexArticles(tx, await unlearn(tx, without));
      const found = await gatherCandidates(tx, asked);
      return { ...found, rows: await listHits(tx, idsOf(found.candidates)) };
    });
    const byId = new Map(rows.map((row) => [row.chunkId, row]));
    const others = candidates.filter(({ id }) => byId.get(id)?.exampleId !== without);
    return {
      rank: (weights) => idsOf(blendScores(others, 'both', weights)),
      hits: (weights, limit) => different(blendScores(others, 'both', weights), byId, limit),
    };
  };
}

const Unlearned = z.object({ articleId: z.string() });

/** Takes the ways to ask away that were learned from an example; returns the articles that lose them. */
async function unlearn(tx: Transaction, exampleId: string): Promise<string[]> {
  const rows = await selectAll(
    tx,
    Unlearned,
    'DELETE FROM ai.kb_questions WHERE example_id = $1 RETURNING article_id AS "articleId"',
    [exampleId],
  );
  return [...new Set(rows.map(({ articleId }) => articleId))];
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
