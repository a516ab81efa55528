import { parentPort } from 'node:worker_threads';
import { get_encoding } from 'tiktoken';

/** The tokenizer takes a time that grows with the square of a word's length: a second for 20,000 letters without a space. */
const LONGEST_WORD = 2_000;
const LONG_WORD = new RegExp(`\\S{${LONGEST_WORD + 1}}`, 'u');
const PARTS = new RegExp(`[^]{1,${LONGEST_WORD}}`, 'gu');

const tokenizer = get_encoding('o200k_base');

parentPort?.on('message', (texts: readonly string[]) => {
  parentPort?.postMessage(texts.reduce((sum, text) => sum + count(text), 0));
});

/** Special tokens are counted as the text that they are here. A text with a word that no language has is cut into parts. */
function count(text: string): number {
  const parts = LONG_WORD.test(text) ? (text.match(PARTS) ?? []) : [text];
  return parts.reduce((sum, part) => sum + tokenizer.encode_ordinary(part).length, 0);
}
