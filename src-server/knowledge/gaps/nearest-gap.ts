import type { TermRarity } from '../../models/text/term-rarity.ts';
import { terms } from '../../models/text/words.ts';

/** A question that is in a gap, as it is compared with a new one. */
export interface GapMember {
  gapId: string;
  text: string;
  /** Cosine with the new question. */
  similarity: number;
}

export interface NearestGap {
  gapId: string;
  /** How alike the new question and the gap's questions are, 0..1. */
  likeness: number;
}

/**
 * From this likeness on, a question belongs to a gap. In random order it groups covidfaq, banking77 and sofmattress with
 * an adjusted Rand index of 0.39, 0.33 and 0.24; cosine alone reaches 0.26, 0.23 and 0.30 with the best threshold of each
 * set. Higher splits one topic into several rows; lower mixes topics, which is worse: an article is written for a row.
 * The order matters much, see `npm run eval -- gaps`.
 */
export const SAME_GAP_FROM = 0.52;
/** How much the words count beside the meaning: what is rare tells "gluten" from "vegan", whose vectors are near. */
const WORD_WEIGHT = 0.5;
/** A gap is as near as its nearest questions on average: one odd question in it neither attracts nor repels. */
const NEAREST_MEMBERS = 3;

/** How alike two questions are, by meaning and by the rare words that they share, 0..1. */
export function likeness(left: string, right: string, similarity: number, rarity: TermRarity): number {
  const [leftTerms, rightTerms] = [
    new Set(terms(withoutPlaceholders(left))),
    new Set(terms(withoutPlaceholders(right))),
  ];
  const weigh = (found: Iterable<string>) => [...found].reduce((sum, term) => sum + rarity(term), 0);
  const common = weigh([...leftTerms].filter((term) => rightTerms.has(term)));
  const all = weigh(new Set([...leftTerms, ...rightTerms]));
  if (all === 0) return similarity;
  return (1 - WORD_WEIGHT) * similarity + WORD_WEIGHT * Math.sqrt(common / all);
}

/** The gap that a question belongs to; undefined when it is about something new. */
export function nearestGap(
  question: string,
  members: readonly GapMember[],
  rarity: TermRarity,
): NearestGap | undefined {
  const byGap = new Map<string, number[]>();
  for (const { gapId, text, similarity } of members) {
    const known = byGap.get(gapId) ?? [];
    byGap.set(gapId, [...known, likeness(question, text, similarity, rarity)]);
  }
  const ranked = [...byGap]
    .map(([gapId, all]) => ({ gapId, likeness: mean(all.sort((a, b) => b - a).slice(0, NEAREST_MEMBERS)) }))
    .sort((left, right) => right.likeness - left.likeness);
  const best = ranked[0];
  return best !== undefined && best.likeness >= SAME_GAP_FROM ? best : undefined;
}

/** A question without the marks that stand for personal data, which say nothing of its topic. */
export function withoutPlaceholders(text: string): string {
  return text
    .replace(/\[[A-Z]+(?:_[A-Z]+)*_\d+\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
