import { stem } from './stem.ts';

/** Words that say nothing of the topic. Kept short on purpose: rarity weighs the rest. */
const STOP_WORDS = new Set(
  `a about am an and any are as at be been being but by can could did do does doing for from get got had has have
  having he her here hers him his how i if in into is it its just ll may me might mine more most my of on or our
  ours please re s shall she should so some such t than that the their theirs them then there these they this those
  to too us ve very was we were what when where which while who whom whose why will with would you your yours d m
  don doesn didn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn let tell know want need wonder
  hi hello hey thanks thank ok okay also`.split(/\s+/),
);

/** The words of a text in order, lower-case and without accents; digits keep their group: "1,200" is "1200". */
export function words(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/(?<=\p{L})[’'](?=\p{L})/gu, ' ');
  return plain.match(/\p{N}+\.\p{N}+|[\p{L}\p{N}]+/gu) ?? [];
}

/** The stems of the words that carry meaning, in order, with repeats. */
export function terms(text: string): string[] {
  return words(text)
    .filter((word) => !STOP_WORDS.has(word))
    .map(stem);
}

export function isNumberTerm(term: string): boolean {
  return /^\p{N}/u.test(term);
}
