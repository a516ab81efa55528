import { words } from './words.ts';

const QUESTION_WORD =
  /^(how|what|when|where|who|why|which|is|are|am|can|could|do|does|did|should|will|would|may|must)$/;

/**
 * Whether a text answers a question (an FAQ) and is not one on many things (an article), by its title and the ways to ask
 * for it that people wrote. A customer's question that an article was approved to answer is one more way to ask an FAQ,
 * but says of an article only what one of its things is: counted as its title, it draws the questions of its neighbours.
 */
export function asksQuestion(title: string, written: readonly string[]): boolean {
  return written.length > 0 || title.trim().endsWith('?') || QUESTION_WORD.test(words(title)[0] ?? '');
}
