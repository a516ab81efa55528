import { AppError } from '../core/errors.ts';
import { askedPart } from '../models/text/asked-part.ts';
import { type BlendWeights, blendScores } from './blend-scores.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';
import { gatherCandidates } from './run-search.ts';
import { listHits } from './search.store.ts';
import type { TermStatistics } from './term-statistics.ts';

/** A question with what either leg found, to be ordered in as many ways as one likes without searching again. */
export interface SearchProbe {
  /** Chunk ids, best first. */
  rank(weights: BlendWeights): string[];
}

/** How many candidates are looked at for what was made of an example. */
const LOOKED_AT = 100;

/** Searches once; what was made of the example `without` is left out. */
export function createProbeSearch(deps: Pick<KnowledgeDeps, 'db' | 'activeEmbedder'>, statistics: TermStatistics) {
  return async function probeSearch(question: string, without: string, signal?: AbortSignal): Promise<SearchProbe> {
    const embedder = await deps.activeEmbedder();
    const query = askedPart(question);
    const [vector] = await embedder.embed([query], { signal });
    if (vector === undefined) throw new AppError('MODEL_FAILED', 'The embedding model gave no vector for a question.');
    const totals = await statistics.readTotals();
    const asked = { query, vector, model: embedder.model, totals, limit: LOOKED_AT };
    const { candidates } = await gatherCandidates(deps.db, asked);
    const hits = await listHits(
      deps.db,
      candidates.map(({ id }) => id),
    );
    const own = new Set(hits.filter(({ exampleId }) => exampleId === without).map(({ chunkId }) => chunkId));
    const others = candidates.filter(({ id }) => !own.has(id));
    return { rank: (weights) => blendScores(others, 'both', weights).map(({ id }) => id) };
  };
}
