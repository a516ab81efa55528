import type { Queryable } from '../database/database.ts';
import { oneSlipAway, slipsApart } from './letter-slips.ts';
import type { Corrections } from './query-terms.ts';
import { findKnownTerms, listTermsStartingWith } from './term.store.ts';

const SHORTEST_WORD = 4;
/** Below this likeness a word is another word. */
const LEAST_ALIKE = 0.6;
/** Words that are this much less alike than the most alike one are not meant. */
const MUCH_LESS_ALIKE = 0.1;
const MOST_CORRECTIONS = 3;
const MOST_CANDIDATES = 500;
/** Shorter words are one slip away from too many others. */
const SHORTEST_SLIPPED = 5;
const SHORTEST_SLIPPED_TWICE = 8;
const ONE_SLIP = 0.9;
const TWO_SLIPS = 0.75;

/**
 * For each word that no article has: words of the articles that may be meant, because it is mistyped ("cancelation
 * polcy") or a part of one ("corona", "coronavirus"). Candidates begin with the same two letters, or differ from it by
 * one slip in those.
 */
export async function correctSpelling(db: Queryable, words: readonly string[]): Promise<Corrections> {
  const known = await findKnownTerms(db, words);
  const unknown = words.filter((word) => !known.has(word) && word.length >= SHORTEST_WORD && !/^\p{N}/u.test(word));
  if (unknown.length === 0) return new Map();
  const slips = new Map(unknown.map((word) => [word, word.length < SHORTEST_SLIPPED ? [] : oneSlipAway(word, 2)]));
  const knownSlips = await findKnownTerms(db, [...slips.values()].flat());
  const corrections = new Map<string, { term: string; weight: number }[]>();
  for (const word of unknown) {
    const alikeStart = await listTermsStartingWith(db, word.slice(0, 2), MOST_CANDIDATES);
    const slipped = (slips.get(word) ?? []).filter((term) => knownSlips.has(term));
    const alike = [...new Set([...alikeStart, ...slipped])]
      .map((term) => ({ term, weight: likeness(word, term) }))
      .filter((candidate) => candidate.weight >= LEAST_ALIKE)
      .sort((a, b) => b.weight - a.weight);
    const best = alike[0]?.weight ?? 0;
    const meant = alike.filter((candidate) => candidate.weight >= best - MUCH_LESS_ALIKE).slice(0, MOST_CORRECTIONS);
    if (meant.length > 0) corrections.set(word, meant);
  }
  return corrections;
}

/**
 * How alike two words are, 0..1: by the slips of the fingers between them, the share of letter triples that they have in
 * common, or that of the longer one that the shorter begins.
 */
export function likeness(a: string, b: string): number {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const asStart = shorter.length >= SHORTEST_WORD && longer.startsWith(shorter) ? shorter.length / longer.length : 0;
  const triplesOfB = triples(b);
  const shared = [...triples(a)].filter((triple) => triplesOfB.has(triple)).length;
  return Math.max(asStart, slipLikeness(a, b), (2 * shared) / (triples(a).size + triplesOfB.size));
}

function slipLikeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest < SHORTEST_SLIPPED || Math.abs(a.length - b.length) > 2) return 0;
  const slips = slipsApart(a, b);
  if (slips <= 1) return ONE_SLIP;
  return slips === 2 && longest >= SHORTEST_SLIPPED_TWICE ? TWO_SLIPS : 0;
}

function triples(word: string): Set<string> {
  const padded = `#${word}#`;
  const result = new Set<string>();
  for (let start = 0; start + 3 <= padded.length; start += 1) result.add(padded.slice(start, start + 3));
  return result;
}
