import type { Queryable } from '../database/database.ts';
import { type BlendWeights, blendScores, type ScoredCandidate, type SearchLegs } from './blend-scores.ts';
import { collapseDuplicates } from './collapse-duplicates.ts';
import { correctSpelling } from './correct-spelling.ts';
import { type Corrections, type QueryTerms, queryTerms, searchedWords } from './query-terms.ts';
import { findCandidates, type HitRow, listHits, type SearchFilter } from './search.store.ts';
import type { TextTotals } from './term.store.ts';

export interface EmbeddedQuestion extends SearchFilter {
  query: string;
  /** Null searches by words alone. */
  vector: ArrayLike<number> | null;
  /** The model that the vector is of: only vectors of this model are compared. */
  model: string;
  totals: TextTotals;
  limit: number;
  legs?: SearchLegs | undefined;
  /** Left out, as it is shipped. */
  weights?: BlendWeights | undefined;
}

export type FoundHit = HitRow & Omit<ScoredCandidate, 'id'>;

export interface SearchRun {
  /** Words that no article has, with those that may be meant. */
  corrections: Corrections;
  terms: QueryTerms;
  /** Best first. */
  hits: FoundHit[];
}

/** How many candidates each leg brings into the blend. More changed nothing that was measured. */
const PER_LEG = 50;

/** Searches by meaning and by words, also inside a transaction that will never be committed: it asks no model. */
export async function runSearch(db: Queryable, question: EmbeddedQuestion): Promise<SearchRun> {
  const { corrections, terms, candidates } = await gatherCandidates(db, question);
  const hits = await readDifferent(db, blendScores(candidates, question.legs, question.weights), question.limit);
  return { corrections, terms, hits };
}

/** What either leg finds, in no order. */
export async function gatherCandidates(db: Queryable, question: EmbeddedQuestion) {
  const { query, limit } = question;
  const corrections = await correctSpelling(db, searchedWords(query));
  const terms = queryTerms(query, corrections);
  const candidates = await findCandidates(db, { ...question, terms, perLeg: Math.max(PER_LEG, limit) });
  return { corrections, terms, candidates };
}

/** The first `limit` that say different things: reads twice as many as are wanted, and more where that is not enough. */
async function readDifferent(db: Queryable, ranked: readonly ScoredCandidate[], limit: number): Promise<FoundHit[]> {
  for (let count = limit * 2; ; count *= 2) {
    const best = ranked.slice(0, count);
    const chunkIds = best.map((hit) => hit.id);
    const rows = new Map((await listHits(db, chunkIds)).map((row) => [row.chunkId, row]));
    const hits = different(best, rows, limit);
    if (hits.length === limit || count >= ranked.length) return hits;
  }
}

/** The first `limit` of these that say different things, with what is shown of them. */
export function different(
  ranked: readonly ScoredCandidate[],
  rows: ReadonlyMap<string, HitRow>,
  limit: number,
): FoundHit[] {
  const read = ranked.flatMap(({ id, ...scores }) => {
    const row = rows.get(id);
    return row === undefined ? [] : [{ ...row, ...scores }];
  });
  return collapseDuplicates(read, limit, withBetterScores);
}

/** What is near to a learned question is near to the article that gives the same answer. */
function withBetterScores(article: FoundHit, learned: FoundHit): FoundHit {
  return {
    ...article,
    similarity: Math.max(article.similarity, learned.similarity),
    writtenSimilarity: Math.max(article.writtenSimilarity, learned.writtenSimilarity),
    textScore: Math.max(article.textScore, learned.textScore),
    textShare: Math.max(article.textShare, learned.textShare),
    wordsPart: Math.max(article.wordsPart, learned.wordsPart),
    score: Math.max(article.score, learned.score),
  };
}
