import { isNumberTerm, terms, words } from '../text/words.ts';

/** What kind of thing the answer must name; undefined when the wording does not say. */
export type ExpectedAnswer = 'number' | 'time' | 'person' | 'place';

/** A question as the offline answerer looks at it. */
export interface QuestionView {
  /** Its distinct terms, in order. */
  terms: string[];
  /** Terms of its names and numbers: what a right passage can hardly do without. */
  nameTerms: string[];
  expects: ExpectedAnswer | undefined;
}

const EXPECTED: readonly [ExpectedAnswer, RegExp][] = [
  ['time', /\b(when|(what|which) (time|date|day|year|month|decade|century)|how (long|soon|late|early|often))\b/],
  [
    'number',
    /\bhow (much|many|big|large|old|far|tall|high|fast|deep|wide)\b|\bwhat (percent|percentage|number|price|amount|size|distance)\b/,
  ],
  ['person', /\b(who|whom|whose)\b/],
  ['place', /\bwhere\b|\b(what|which) (city|country|state|place|town|county|river|area|region)\b/],
];

/** Looks at a question. `vocabulary` holds the terms of the sources: a misspelt term is read as the nearest of them. */
export function viewQuestion(question: string, vocabulary: ReadonlySet<string>): QuestionView {
  const read = (term: string): string => (vocabulary.has(term) ? term : (nearestTerm(term, vocabulary) ?? term));
  return {
    terms: [...new Set(terms(question).map(read))],
    nameTerms: [...new Set(nameTerms(question).map(read))],
    expects: expectedAnswer(question),
  };
}

/** What kind of thing a question asks for by its wording. */
export function expectedAnswer(question: string): ExpectedAnswer | undefined {
  const plain = words(question).join(' ');
  return EXPECTED.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** Numbers, and words that are capitalised though they don't begin a sentence. Texts all in capitals have no names. */
export function nameTerms(text: string): string[] {
  const numbers = terms(text).filter(isNumberTerm);
  if (text === text.toUpperCase()) return numbers;
  const names = text.match(/(?<=[\p{Ll}\p{N},;:’'")] [“"'(]?)\p{Lu}[\p{L}\p{N}’'-]*/gu) ?? [];
  return [...numbers, ...names.flatMap(terms)];
}

const SHORTEST_CORRECTED = 5;

/** A term of the vocabulary that differs by one letter, or by two neighbours that changed places. */
function nearestTerm(term: string, vocabulary: ReadonlySet<string>): string | undefined {
  if (term.length < SHORTEST_CORRECTED || isNumberTerm(term)) return undefined;
  for (const known of vocabulary) if (known.length >= SHORTEST_CORRECTED && isOneSlipApart(term, known)) return known;
  return undefined;
}

function isOneSlipApart(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1 || isNumberTerm(right)) return false;
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  const restLeft = left.slice(at);
  const restRight = right.slice(at);
  return (
    restLeft.slice(1) === restRight.slice(1) ||
    restLeft.slice(1) === restRight ||
    restLeft === restRight.slice(1) ||
    (restLeft[0] === restRight[1] && restLeft[1] === restRight[0] && restLeft.slice(2) === restRight.slice(2))
  );
}
