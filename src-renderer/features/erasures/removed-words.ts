import { count } from '../../lib/format-number.ts';

/** What rows are called, one and several. */
const WORDS: Record<string, readonly [one: string, several: string]> = {
  conversations: ['conversation', 'conversations'],
  messages: ['message', 'messages'],
  examples: ['training example', 'training examples'],
  learnedTexts: ['learned text', 'learned texts'],
  gaps: ['gap', 'gaps'],
  bookings: ['booking made anonymous', 'bookings made anonymous'],
};

/** `1 conversation`, `12 messages`: what there is none of is left out. */
export function removedWords(rows: Readonly<Record<string, number>>): string[] {
  return Object.entries(WORDS).flatMap(([name, [one, several]]) => {
    const number = rows[name] ?? 0;
    return number === 0 ? [] : [`${count(number)} ${number === 1 ? one : several}`];
  });
}

/** `a, b, and c`. */
export const listed = (names: readonly string[]): string => new Intl.ListFormat('en').format(names);
