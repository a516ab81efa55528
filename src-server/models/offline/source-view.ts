import type { GroundedSource } from '../language-model.ts';
import { asksQuestion } from '../text/asks-question.ts';
import { plainBlocks } from '../text/plain-text.ts';
import { sentences } from '../text/sentences.ts';
import { terms } from '../text/words.ts';
import { type ExpectedAnswer, expectedAnswer } from './question-view.ts';

/** The smallest part of a source that can stand in an answer: a sentence, or an item of a list. */
export interface Unit {
  text: string;
  terms: Set<string>;
  /** Units of one block belong together: a paragraph's sentences, a list with the sentence that introduces it. */
  block: number;
  isItem: boolean;
  /** Terms of the heading that it stands under. */
  headingTerms: Set<string>;
}

/** A source as the offline answerer looks at it. */
export interface SourceView {
  similarity: number;
  textScore: number;
  /** The terms of its title and of each other way to ask. */
  titles: Set<string>[];
  /** What kind of thing each of those asks for. */
  titleExpects: (ExpectedAnswer | undefined)[];
  /** Whether those are questions (an FAQ) and not topics (an article). */
  asksQuestion: boolean;
  units: Unit[];
  /** Every term of title and text. */
  terms: Set<string>;
}

/** What customers asked before counts for an FAQ only, see `asksQuestion`. */
export function viewSource(source: GroundedSource): SourceView {
  const { title, questions = [], learnedQuestions = [] } = source;
  const isFaq = asksQuestion(title, questions);
  const asked = isFaq ? [title, ...questions, ...learnedQuestions] : [title, ...questions];
  const similarity = isFaq ? source.similarity : (source.writtenSimilarity ?? source.similarity);
  const titles = asked.map((title) => new Set(terms(title)));
  const units = toUnits(source.text);
  const all = new Set(titles.flatMap((title) => [...title]));
  for (const unit of units) for (const term of [...unit.terms, ...unit.headingTerms]) all.add(term);
  return {
    similarity: Math.max(0, Math.min(1, similarity)),
    // A search that tells nothing of it does not speak against the source.
    textScore: source.textScore ?? 1,
    titles,
    titleExpects: asked.map(expectedAnswer),
    asksQuestion: isFaq,
    units,
    terms: all,
  };
}

function toUnits(markdown: string): Unit[] {
  const units: Unit[] = [];
  let block = 0;
  let headingTerms = new Set<string>();
  const add = (text: string, isItem: boolean): void => {
    units.push({ text, terms: new Set(terms(text)), block, isItem, headingTerms });
  };
  for (const part of plainBlocks(markdown)) {
    if (part.kind === 'heading') {
      headingTerms = new Set(terms(part.text));
      continue;
    }
    const introduced = part.kind === 'list' && units.at(-1)?.text.endsWith(':') === true;
    if (!introduced) block += 1;
    if (part.kind === 'list') for (const item of part.items) add(item, true);
    else for (const sentence of sentences(part.text)) add(sentence, false);
  }
  return units;
}
