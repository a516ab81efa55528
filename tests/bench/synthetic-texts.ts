import { uniforms } from './synthetic-vectors.ts';

/** Texts whose words are as unevenly frequent as those of a language, so that lists of a word's chunks are as long. */
export interface TextSource {
  title(): string;
  /** About 90 words. */
  passage(): string;
  question(): string;
}

/** English's small words, which are most of every text. They find nothing alone, but in pairs: "how much", "do you". */
const SMALL_WORDS = `the of and to a in is you that it for on are with as i be at have this from or by not what all we
  when your can there an which do how if will up about out many then them these so some would make`.split(/\s+/);
const SYLLABLES = 'ba ce di fo gu ha ke li mo nu pa re si to vu wa ye zi cho dra fle gri plo stu tra'.split(' ');
const VOCABULARY = 12_000;
const SMALL_SHARE = 0.45;

export function createTextSource(seed: number): TextSource {
  const uniform = uniforms(seed);
  // By the law of Zipf and Mandelbrot: the r-th word comes up as 1 / (r + shift). The most frequent small word is a tenth
  // of all, the most frequent other word a hundredth.
  const ranked = (count: number, shift: number) =>
    Math.min(count - 1, Math.floor(shift * ((count / shift + 1) ** uniform() - 1)));
  const word = () =>
    uniform() < SMALL_SHARE ? (SMALL_WORDS[ranked(SMALL_WORDS.length, 2)] ?? '') : spelled(ranked(VOCABULARY, 15));
  const words = (count: number) => Array.from({ length: count }, word).join(' ');
  return {
    title: () => words(5),
    passage: () => Array.from({ length: 9 }, () => `${words(10)}.`).join(' '),
    question: () => `${words(9)}?`,
  };
}

function spelled(rank: number): string {
  const digits = [...(rank + SYLLABLES.length).toString(SYLLABLES.length)];
  return digits.map((digit) => SYLLABLES[Number.parseInt(digit, SYLLABLES.length)]).join('');
}
