import { terms } from '../models/text/words.ts';
import { phrases } from './index-terms.ts';

/** A question may be a whole e-mail; beyond this many different words its topic is clear. */
const MOST_TERMS = 64;

/** A question as it is looked up. `word` numbers the words, so that corrections of one word count once. */
export interface QueryTerms {
  words: { term: string; word: number; weight: number }[];
  wordCount: number;
  phrases: string[];
}

/**
 * Reads a question as terms. `corrections` gives, for a word that no article has, the words that may be meant,
 * with how alike they are.
 */
export function queryTerms(query: string, corrections: Corrections = new Map()): QueryTerms {
  const unique = searchedWords(query);
  return {
    words: unique.flatMap((term, index) => {
      const meant = corrections.get(term) ?? [{ term, weight: 1 }];
      return meant.map((one) => ({ ...one, word: index + 1 }));
    }),
    wordCount: unique.length,
    phrases: [...new Set(phrases(query))].slice(0, MOST_TERMS),
  };
}

export type Corrections = ReadonlyMap<string, readonly { term: string; weight: number }[]>;

/** The different words of a question that carry meaning. */
export function searchedWords(query: string): string[] {
  return [...new Set(terms(query))].slice(0, MOST_TERMS);
}
