import { asksQuestion } from '../models/text/asks-question.ts';
import { stem } from '../models/text/stem.ts';
import { terms, words } from '../models/text/words.ts';

/** How often a term stands in the two fields of a chunk that words are searched in. */
export interface TermCounts {
  term: string;
  /** In the title and the ways to ask. */
  titleCount: number;
  textCount: number;
}

export interface IndexedTerms {
  terms: TermCounts[];
  /** Lengths of the fields in terms, which BM25 weighs counts by. */
  titleLength: number;
  textLength: number;
}

/**
 * Two neighbouring words, small ones included, as one term: "how much", "do you". They tell how something is asked,
 * which stems without stop words cannot. The space keeps them apart from single terms.
 */
export function phrases(text: string): string[] {
  const stems = words(text).map(stem);
  return stems.slice(1).map((word, index) => `${stems[index]} ${word}`);
}

/** Under which words an article is looked for, beside those of its text. */
export interface WaysToAsk {
  title: string;
  /** The ways to ask that people wrote. */
  questions: readonly string[];
  /** What customers asked that the article was approved to answer. */
  learned: readonly string[];
}

/** What the first field of a chunk holds: its title and the ways to ask for it. What was asked before counts for an FAQ only. */
export function titleField({ title, questions, learned }: WaysToAsk): string[] {
  return [title, ...questions, ...(asksQuestion(title, questions) ? learned : [])];
}

/** The terms that a chunk is found by. */
export function indexTerms(titles: readonly string[], text: string): IndexedTerms {
  const titleTerms = titles.flatMap(terms);
  const textTerms = terms(text);
  const counts = new Map<string, TermCounts>();
  const count = (term: string, field: 'titleCount' | 'textCount') => {
    const found = counts.get(term) ?? { term, titleCount: 0, textCount: 0 };
    found[field] += 1;
    counts.set(term, found);
  };
  for (const term of titleTerms) count(term, 'titleCount');
  for (const term of titles.flatMap(phrases)) count(term, 'titleCount');
  for (const term of [...textTerms, ...phrases(text)]) count(term, 'textCount');
  return { terms: [...counts.values()], titleLength: titleTerms.length, textLength: textTerms.length };
}
