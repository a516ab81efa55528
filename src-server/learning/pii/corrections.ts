import { matchSpans, type PiiSpan, type PiiType } from './span.ts';

/** What reviewers said of the texts of a conversation. */
export interface Corrections {
  /** Words that are personal data, although nothing gives them away. */
  missed?: readonly { text: string; type: PiiType }[];
  /** Words that are none, although they look like it. */
  wrong?: readonly string[];
}

/** Where the words stand that a reviewer marked, in any case and spacing. */
export function findMissed(text: string, missed: Corrections['missed'] = []): PiiSpan[] {
  return missed.flatMap(({ text: words, type }) => {
    const pattern = words
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('\\s+');
    return pattern === ''
      ? []
      : matchSpans(text, new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu'), type);
  });
}

/** Whether a reviewer said of exactly these words that they are no personal data. */
export function isCalledWrong(words: string, wrong: Corrections['wrong'] = []): boolean {
  const form = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();
  return wrong.some((one) => form(one) === form(words));
}
