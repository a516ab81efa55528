import { AppError, errorText } from '../core/errors.ts';
import type { CallOptions, Embedder } from '../models/embedder.ts';
import { askedPart } from '../models/text/asked-part.ts';
import type { BlendWeights, SearchLegs } from './blend-scores.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';
import { runSearch } from './run-search.ts';
import { type HitRow, listNearestHits, type SearchFilter } from './search.store.ts';
import { keepStatistics, type TermStatistics } from './term-statistics.ts';

export interface SearchInput extends SearchFilter {
  /** A question in any words. Without it the search goes by the vector alone. */
  query?: string | undefined;
  /** The question's vector of the current model, where the caller has it already. */
  vector?: ArrayLike<number> | undefined;
  limit: number;
  legs?: SearchLegs;
  /** How the legs are weighed; left out, as it is shipped. */
  weights?: BlendWeights | undefined;
  /** Ends the wait for the embedding model. */
  signal?: AbortSignal | undefined;
  /** Told how long it took to embed the question. */
  onEmbedded?: ((ms: number) => void) | undefined;
  /** What the message that is searched for has cost so far. */
  account?: CallOptions['account'];
}

export interface KnowledgeHit extends HitRow {
  /** Cosine of the question and the passage, or the way to ask for it that is nearest, 0..1. */
  similarity: number;
  /** The same without what customers asked before, 0..1. */
  writtenSimilarity: number;
  textScore: number;
  /** `textScore` as a share of the best one that any passage has, 0..1. */
  textShare: number;
  /** What the hits are ordered by, 0..1. */
  score: number;
}

interface SearchDeps extends Pick<KnowledgeDeps, 'db' | 'activeEmbedder' | 'clock' | 'log'> {
  /** Where others look at the words too; its own without it. */
  statistics?: TermStatistics;
}

export type SearchKnowledge = (input: SearchInput) => Promise<KnowledgeHit[]>;

/**
 * Searches the articles by meaning and by words, best first. Two statements after the question is embedded; given a
 * vector alone, one.
 */
export function createSearchKnowledge(deps: SearchDeps): SearchKnowledge {
  const { statistics = keepStatistics(deps) } = deps;

  async function searchWith(embedder: Pick<Embedder, 'model' | 'embed'>, query: string, input: SearchInput) {
    const vector = input.vector ?? (await embedQuestion(deps, embedder, query, input));
    const totals = await statistics.readTotals();
    const { hits } = await runSearch(deps.db, { ...input, query, vector, model: embedder.model, totals });
    return hits;
  }

  return async function searchKnowledge(input) {
    if (input.query === undefined) return searchByVector(deps, input);
    const query = askedPart(input.query);
    const embedder = await deps.activeEmbedder();
    const hits = await searchWith(embedder, query, input);
    // Nothing near at all: the vectors may have been exchanged for another model's since this question was embedded.
    if (input.vector !== undefined || hits.some((hit) => hit.similarity > 0)) return hits;
    const now = await deps.activeEmbedder();
    return now.model === embedder.model ? hits : searchWith(now, query, input);
  };
}

async function searchByVector(deps: Pick<KnowledgeDeps, 'db'>, input: SearchInput): Promise<KnowledgeHit[]> {
  const { vector } = input;
  if (vector === undefined) throw new AppError('BAD_INPUT', 'Give a query or a vector to search for.');
  const rows = await listNearestHits(deps.db, { ...input, vector });
  return rows.map((row) => {
    const similarity = Math.min(1, Math.max(0, row.similarity));
    // Whoever searches by a vector wants passages; reading their ways to ask would take as long again as finding them.
    const scores = { similarity, writtenSimilarity: similarity, textScore: 0, textShare: 0, score: similarity };
    return { ...row, ...scores, questions: [], learnedQuestions: [] };
  });
}

/** The question's vector; null where the model cannot be reached: then the words alone find what they can. */
async function embedQuestion(
  deps: Pick<SearchDeps, 'log' | 'clock'>,
  embedder: Pick<Embedder, 'embed'>,
  query: string,
  { signal, account, onEmbedded }: Pick<SearchInput, 'signal' | 'account' | 'onEmbedded'>,
): Promise<ArrayLike<number> | null> {
  const startedMs = deps.clock.now().getTime();
  try {
    return (await embedder.embed([query], { signal, account }))[0] ?? null;
  } catch (error) {
    signal?.throwIfAborted();
    deps.log.warn('a question could not be embedded and is searched by its words', { reason: errorText(error) });
    return null;
  } finally {
    onEmbedded?.(deps.clock.now().getTime() - startedMs);
  }
}
