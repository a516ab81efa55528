import { languageName } from '../../core/languages.ts';
import { detectLanguage } from '../../models/text/detect-language.ts';
import type { Turn } from '../turn.ts';

/** What the articles, the agents' own words and the router's examples are written in. */
export const OWN_LANGUAGE = 'en';

type InLanguage = Pick<Turn, 'language'>;

/** Whether the customer writes another language than the desk's own. */
export function isForeign<T extends InLanguage>(turn: T): turn is T & { language: string } {
  return turn.language !== undefined && turn.language !== OWN_LANGUAGE;
}

/** Begins what staff read of a conversation in another language; empty for one in the desk's own. */
export function languageOf(turn: InLanguage): string {
  return isForeign(turn) ? `The customer writes ${languageName(turn.language)}. ` : '';
}

/** Whether a text is in this language, or too short to tell. */
export function isIn(language: string, text: string): boolean {
  const found = detectLanguage(text);
  return found === undefined || found === language;
}

/** Whether a text surely is in this language. */
export function isWritten(language: string, text: string): boolean {
  return detectLanguage(text) === language;
}

/** Of what was found, what the customer can read: texts in their language. */
export function keepReadable<S extends { text: string }, E extends { answer: string }>(
  found: { sources: S[]; examples: E[] },
  turn: InLanguage,
): { sources: S[]; examples: E[] } {
  if (!isForeign(turn)) return found;
  return {
    sources: found.sources.filter(({ text }) => detectLanguage(text) === turn.language),
    examples: found.examples.filter(({ answer }) => detectLanguage(answer) === turn.language),
  };
}
