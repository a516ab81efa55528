import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';
import { vectorParameter } from '../database/vector.ts';
import type { Candidate } from './blend-scores.ts';
import type { QueryTerms } from './query-terms.ts';
import {
  HITS_BY_ID,
  NEAREST_FILTERED_HITS,
  NEAREST_HITS,
  SEARCH_CANDIDATES,
  SEARCH_CORRECTED_CANDIDATES,
} from './search.sql.ts';
import type { TextTotals } from './term.store.ts';

export interface SearchFilter {
  categories?: readonly string[] | undefined;
  /** A chunk must have all of them. */
  tags?: readonly string[] | undefined;
}

const CandidateRow = z.object({
  id: z.string(),
  own: z.number().nullable(),
  asked: z.array(z.number()),
  askedBefore: z.number().nullable(),
  bm25: z.number(),
  textScore: z.number(),
  questionWeight: z.number(),
});

export interface CandidateQuery extends SearchFilter {
  /** Null searches by words alone. */
  vector: ArrayLike<number> | null;
  model: string;
  terms: QueryTerms;
  totals: TextTotals;
  perLeg: number;
}

export function findCandidates(db: Queryable, query: CandidateQuery): Promise<Candidate[]> {
  const { terms, totals } = query;
  const asked = [...terms.words, ...terms.phrases.map((term, index) => ({ term, word: -1 - index, weight: 1 }))];
  const hasAlternatives = new Set(terms.words.map((one) => one.word)).size < terms.words.length;
  return selectAll(db, CandidateRow, hasAlternatives ? SEARCH_CORRECTED_CANDIDATES : SEARCH_CANDIDATES, [
    query.vector === null ? null : vectorParameter(query.vector),
    query.model,
    asked.map((one) => one.term),
    asked.map((one) => one.word),
    asked.map((one) => one.weight),
    Math.max(1, terms.wordCount),
    totals.chunkCount,
    Math.max(1, totals.titleLength),
    Math.max(1, totals.textLength),
    ...filterValues(query),
    query.perLeg,
  ]);
}

const HitRow = z.object({
  chunkId: z.string(),
  articleId: z.string().nullable(),
  code: z.string().nullable(),
  title: z.string(),
  text: z.string(),
  category: z.string().nullable(),
  /** Made of an approved answer, which has no article. */
  isLearned: z.boolean(),
  exampleId: z.string().nullable(),
  /** The ways to ask that people wrote for the article. */
  questions: z.array(z.string()),
  /** What customers asked that the article was approved to answer. */
  learnedQuestions: z.array(z.string()),
});
export type HitRow = z.infer<typeof HitRow>;

export function listHits(db: Queryable, chunkIds: readonly string[]): Promise<HitRow[]> {
  return selectAll(db, HitRow, HITS_BY_ID, [chunkIds]);
}

const NearestRow = HitRow.omit({ questions: true, learnedQuestions: true }).extend({ similarity: z.number() });

export interface NearestQuery extends SearchFilter {
  vector: ArrayLike<number>;
  limit: number;
}

export function listNearestHits(db: Queryable, query: NearestQuery): Promise<z.infer<typeof NearestRow>[]> {
  const values = [vectorParameter(query.vector), query.limit];
  const filter = filterValues(query);
  return filter.every((value) => value === null)
    ? selectAll(db, NearestRow, NEAREST_HITS, values)
    : selectAll(db, NearestRow, NEAREST_FILTERED_HITS, [...values, ...filter]);
}

function filterValues({ categories, tags }: SearchFilter): [readonly string[] | null, string | null] {
  return [
    categories === undefined || categories.length === 0 ? null : categories,
    tags === undefined || tags.length === 0 ? null : JSON.stringify(tags),
  ];
}
