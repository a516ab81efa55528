import { BUILT_IN_TUNING, type RetrievalTuning } from '../contract/tuning.ts';

/** What is known of a chunk that may answer: cosines, null where its vectors were not compared, and word scores. */
export interface Candidate {
  id: string;
  /** Cosine of the question and the chunk. */
  own: number | null;
  /** Cosines of the question and the three nearest ways to ask that people wrote for its article, the highest first. */
  asked: readonly number[];
  /** Highest cosine of the question and one that customers asked and that the article was approved to answer. */
  askedBefore: number | null;
  bm25: number;
  textScore: number;
  /** How rare the question's words are in sum; the same for all its candidates. */
  questionWeight: number;
}

export interface ScoredCandidate extends Candidate {
  /** The highest cosine, 0..1. */
  similarity: number;
  /** The highest one of what people wrote, 0..1: without what customers asked before. */
  writtenSimilarity: number;
  /** The word score as a share of the best one, 0..1. */
  textShare: number;
  /** What the words add to the score when both legs order the hits. */
  wordsPart: number;
  score: number;
}

/** Which part of the search orders the hits. The single legs are for measuring. */
export type SearchLegs = 'both' | 'vector' | 'text';

/** How the legs are weighed. */
export type BlendWeights = Pick<RetrievalTuning, 'vectorShare' | 'ownShare'>;

/**
 * A person writes a way to ask for the whole of what an article is about; a customer asks for one thing in it, often in
 * words that fit its neighbours as well. So what was asked before counts fully only where it is nearly the same question.
 * Measured on learning from half of the questions of two sets, each power from 1.5 to 3 was better than 1 on both.
 */
const ASKED_BEFORE_POWER = 2;

/**
 * A question that lies near several ways to ask for one article is more surely about it than one that lies near a single
 * way, as with the nearest neighbours of a classifier. Only ways that are nearly the same question speak for it: articles
 * on many things are near to much. Powers of 4 to 6 with shares of .2 to .6 were better than no such part on FAQs with three
 * ways each, and cost nothing on a caterer's articles. What was asked before does not speak here: learning from it came out
 * no better (R@1 .779 for .790), as its words stand in the index already.
 */
const OTHER_WAY_POWER = 6;
const OTHER_WAY_SHARE = 0.5;

/**
 * Orders candidates, best first: each leg as a share of its best score, then a weighted sum, and what further ways to ask
 * add to it. Where even the best passage has few of the question's words, the words tell little and count by how much they
 * found: whoever asks in other words than any passage is answered by meaning, and not by who else says "do you".
 */
export function blendScores(
  candidates: readonly Candidate[],
  legs: SearchLegs = 'both',
  { vectorShare, ownShare }: BlendWeights = BUILT_IN_TUNING.retrieval,
): ScoredCandidate[] {
  const nearness = candidates.map((candidate) => nearnessOf(candidate, ownShare));
  const topNearness = Math.max(...nearness.map(({ near }) => near), Number.EPSILON);
  const topText = Math.max(...candidates.map((candidate) => candidate.textScore), Number.EPSILON);
  const enoughText = Math.max(topText, candidates[0]?.questionWeight ?? 0);
  // Keeps the scores shares of what the best could have.
  const whole = 1 + Math.max(0, ...nearness.map(({ agreement }) => agreement));
  return candidates
    .map((candidate, index) => {
      const { near = 0, agreement = 0 } = nearness[index] ?? {};
      const writtenSimilarity = Math.min(1, Math.max(0, candidate.own ?? 0, candidate.asked[0] ?? 0));
      const similarity = Math.min(1, Math.max(writtenSimilarity, candidate.askedBefore ?? 0));
      const textShare = candidate.textScore / topText;
      const wordsPart = ((1 - vectorShare) * (candidate.textScore / enoughText)) / whole;
      const meaningPart = (vectorShare * (near / topNearness) + agreement) / whole;
      const score = { both: meaningPart + wordsPart, vector: similarity, text: candidate.bm25 }[legs];
      return { ...candidate, similarity, writtenSimilarity, textShare, wordsPart, score };
    })
    .filter((candidate) => candidate.score > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** How near the question is to a candidate, and what further ways to ask add to that. */
function nearnessOf({ own, asked, askedBefore }: Candidate, ownShare: number): { near: number; agreement: number } {
  const chunk = Math.max(0, own ?? 0);
  const [nearest = 0, ...others] = asked;
  const before = Math.max(0, askedBefore ?? 0) ** ASKED_BEFORE_POWER;
  const agreement = others.reduce((sum, cosine) => sum + Math.max(0, cosine) ** OTHER_WAY_POWER, 0);
  return { near: Math.max(chunk, nearest, before) + ownShare * chunk, agreement: OTHER_WAY_SHARE * agreement };
}
