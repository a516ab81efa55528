import type { Queryable } from '../database/database.ts';
import type { Corrections } from './query-terms.ts';
import { findKnownTerms, listTermsStartingWith } from './term.store.ts';

const SHORTEST_WORD = 4;
/** Below this likeness a word is another word. */
const LEAST_ALIKE = 0.6;
const MOST_CORRECTIONS = 3;
const MOST_CANDIDATES = 500;

/**
 * For each word that no article has: words of the articles that may be meant, because it is mistyped ("cancelation
 * polcy") or a part of one ("corona", "coronavirus"). Candidates begin with the same two letters.
 */
export async function correctSpelling(db: Queryable, words: readonly string[]): Promise<Corrections> {
  const known = await findKnownTerms(db, words);
  const corrections = new Map<string, { term: string; weight: number }[]>();
  for (const word of words) {
    if (known.has(word) || word.length < SHORTEST_WORD || /^\p{N}/u.test(word)) continue;
    const candidates = await listTermsStartingWith(db, word.slice(0, 2), MOST_CANDIDATES);
    const alike = candidates
      .map((term) => ({ term, weight: likeness(word, term) }))
      .filter((candidate) => candidate.weight >= LEAST_ALIKE)
      .sort((a, b) => b.weight - a.weight);
    if (alike.length > 0) corrections.set(word, alike.slice(0, MOST_CORRECTIONS));
  }
  return corrections;
}

/** How alike two words are, 0..1: the share of letter triples that they have in common, or of the longer one's start. */
export function likeness(a: string, b: string): number {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const asStart = shorter.length >= SHORTEST_WORD && longer.startsWith(shorter) ? shorter.length / longer.length : 0;
  const triplesOfB = triples(b);
  const shared = [...triples(a)].filter((triple) => triplesOfB.has(triple)).length;
  return Math.max(asStart, (2 * shared) / (triples(a).size + triplesOfB.size));
}

function triples(word: string): Set<string> {
  const padded = `#${word}#`;
  const result = new Set<string>();
  for (let start = 0; start + 3 <= padded.length; start += 1) result.add(padded.slice(start, start + 3));
  return result;
}
