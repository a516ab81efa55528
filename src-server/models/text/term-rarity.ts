import { terms } from './words.ts';

/** How rare a term is: 0 when every passage has it, 1 when none has. */
export type TermRarity = (term: string) => number;

interface AskedFor {
  title: string;
  questions: readonly string[];
  learnedQuestions: readonly string[];
}

/** The texts whose terms are weighed where an answer is looked for: the question, and all that its sources are asked by. */
export function weighedTexts(question: string, sources: readonly AskedFor[]): string[] {
  return [
    question,
    ...sources.flatMap(({ title, questions, learnedQuestions }) => [title, ...questions, ...learnedQuestions]),
  ];
}

/** Counts in how many passages each term occurs. Terms are those of `terms()`: stems without stop words. */
export function createTermRarity(passages: Iterable<string>): TermRarity {
  const passagesWith = new Map<string, number>();
  let count = 0;
  for (const passage of passages) {
    count += 1;
    for (const term of new Set(terms(passage))) passagesWith.set(term, (passagesWith.get(term) ?? 0) + 1);
  }
  // The idf of BM25, scaled so that a term of no passage has 1.
  const idf = (having: number): number => Math.log(1 + (count - having + 0.5) / (having + 0.5));
  const highest = idf(0);
  return (term) => idf(passagesWith.get(term) ?? 0) / highest;
}
