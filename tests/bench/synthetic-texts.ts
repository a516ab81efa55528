import { normals } from './synthetic-vectors.ts';

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

export function createTextSource(seed: number): TextSource {
  const normal = normals(seed);
  // Of Zipf's law: the r-th word comes up about 1 / r as often as the first.
  const ranked = (count: number) => Math.min(count - 1, Math.floor(count ** Math.abs(normal() / 2.5)) - 1);
  const word = () => {
    const isSmall = Math.abs(normal()) < 0.6;
    return isSmall ? (SMALL_WORDS[ranked(SMALL_WORDS.length)] ?? '') : spelled(ranked(VOCABULARY));
  };
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
