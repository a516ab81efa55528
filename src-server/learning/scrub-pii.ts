import { type DetectOptions, detectPii } from './pii/detect-pii.ts';
import type { PiiType } from './pii/span.ts';

export interface Scrubber {
  /** The text with each piece of personal data replaced by a typed placeholder such as `[NAME_1]`. */
  scrub(text: string): string;
  /**
   * Numbers what certainly identifies somebody in a text of the conversation, without counting it: so placeholders that
   * were given to one part of the conversation before mean the same in another.
   */
  meet(text: string): void;
  /** How many pieces were replaced so far, by type. */
  readonly found: Partial<Record<PiiType, number>>;
}

/** Makes the scrubber of one conversation. */
export type Scrub = (options?: DetectOptions) => Scrubber;

/**
 * A scrubber for the texts of one conversation: the same person, number or place gets the same placeholder in each of
 * them, so that what is said about whom stays clear. Placeholders that are in a text already stay as they are, and
 * their numbers are not given out again.
 */
export const createScrubber: Scrub = (options = {}) => {
  const given = new Map<string, string>();
  const counters = new Map<PiiType, number>();
  const found: Partial<Record<PiiType, number>> = {};

  function placeholder(type: PiiType, value: string): string {
    const key = `${type} ${sameThing(type, value)}`;
    const known = given.get(key) ?? (type === 'NAME' ? placeholderOfPerson(given, key) : undefined);
    if (known !== undefined) return known;
    const number = (counters.get(type) ?? 0) + 1;
    counters.set(type, number);
    const made = `[${type}_${number}]`;
    given.set(key, made);
    return made;
  }

  return {
    found,
    meet(text) {
      for (const span of detectPii(text, { ...options, guessNames: false }))
        if (!insidePlaceholder(text, span.start)) placeholder(span.type, text.slice(span.start, span.end));
    },
    scrub(text) {
      for (const [, type, number] of text.matchAll(PLACEHOLDER))
        counters.set(type as PiiType, Math.max(counters.get(type as PiiType) ?? 0, Number(number)));
      let scrubbed = '';
      let from = 0;
      for (const span of detectPii(text, options)) {
        if (insidePlaceholder(text, span.start)) continue;
        scrubbed += text.slice(from, span.start) + placeholder(span.type, text.slice(span.start, span.end));
        from = span.end;
        found[span.type] = (found[span.type] ?? 0) + 1;
      }
      return scrubbed + text.slice(from);
    },
  };
};

export const PLACEHOLDER = /\[([A-Z]+(?:_[A-Z]+)?)_(\d{1,4})\]/g;

function insidePlaceholder(text: string, at: number): boolean {
  for (const match of text.matchAll(PLACEHOLDER))
    if (at >= match.index && at < match.index + match[0].length) return true;
  return false;
}

/** "Rose" and "Mrs. Okafor" are Rose Okafor where she is the only one so called. */
function placeholderOfPerson(given: ReadonlyMap<string, string>, key: string): string | undefined {
  const words = key.split(' ').slice(1);
  const same = [...given].filter(([other]) => {
    if (!other.startsWith('NAME ')) return false;
    const known = other.split(' ').slice(1);
    return words.every((word) => known.includes(word)) || known.every((word) => words.includes(word));
  });
  const placeholders = new Set(same.map(([, placeholder]) => placeholder));
  return placeholders.size === 1 ? [...placeholders][0] : undefined;
}

const TITLES = /\b(?:mr|mrs|ms|miss|dr|prof|sir|madam|chef)\b\.?/g;

/** Two spellings of one thing: a name by its words without a title, numbers by their digits (a phone without its country's code), the rest by its letters. */
function sameThing(type: PiiType, value: string): string {
  if (type === 'PHONE') return value.replace(/\D/g, '').slice(-10);
  if (type === 'NAME')
    return (
      value
        .toLowerCase()
        .replace(TITLES, '')
        .replace(/['’]s$/, '')
        .match(/[\p{L}\p{M}]+/gu)
        ?.join(' ') ?? value
    );
  return value.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
