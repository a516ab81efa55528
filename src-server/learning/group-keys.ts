import { hash } from 'node:crypto';
import { contentWords, normaliseText } from './question-value.ts';

export interface Groupable {
  id: string;
  conversationId: string | null;
  question: string;
}

/** With fewer words, one of them is too much of the question for the rest to say what it asks. */
const LEAST_WORDS_TO_LEAVE_ONE_OUT = 4;
const MOST_WORDS = 12;

/**
 * What an example shares with those it must not be parted from: its conversation, its question, and the words that
 * carry the question, also without one of them each. So two questions of which one has a word more, or another word in
 * one place, have a key in common.
 */
export function groupKeys(example: Groupable): string[] {
  const words = contentWords(example.question).slice(0, MOST_WORDS);
  const said = (kept: readonly string[]) => `words ${kept.join(' ')}`;
  return [
    ...(example.conversationId === null ? [] : [`conversation ${example.conversationId}`]),
    words.length === 0 ? `question ${normaliseText(example.question)}` : said(words),
    ...(words.length < LEAST_WORDS_TO_LEAVE_ONE_OUT ? [] : words.map((_, left) => said(words.toSpliced(left, 1)))),
  ];
}

/** 48 bits of a text's hash: of ten million texts, two meet by chance in one run of six. */
export function hashText(text: string): number {
  return hash('sha1', text, 'buffer').readUIntBE(0, 6);
}
