/** A word of a text with what its writing and its place say. Numbers and signs between words are words that are none. */
export interface Word {
  text: string;
  lower: string;
  start: number;
  end: number;
  isWord: boolean;
  shape: 'lower' | 'upper' | 'capital' | 'none';
  startsSentence: boolean;
  startsLine: boolean;
  endsLine: boolean;
  /** What stands between this word and the next. */
  gap: string;
  /** The word follows a label such as "Name:" or "Guest -". */
  labelledName: boolean;
  /** The whole text is written in one case, so capitals say nothing. */
  textIsUpper: boolean;
  textIsLower: boolean;
}

const WORD = /\p{L}[\p{L}\p{M}]*(?:['’`-]\p{L}[\p{L}\p{M}]*)*\.?|\d+/gu;
const LABEL =
  /\b(?:name|customer|guest|client|contact|host|bride|groom|attn|from|to|cc|signed)[ \t]*(?::|,|[ \t]-[ \t])[ \t]*$|\b(?:signed|regards|sincerely|thanks|thank you)[ \t]*[!.]?[ \t]*(?:[:,]\s*|[ \t]?-[ \t]*)$/i;

/** Splits a text into words and numbers, in order. */
export function readWords(text: string): Word[] {
  const matches = [...text.matchAll(WORD)];
  const textIsUpper = !/\p{Ll}/u.test(text);
  const textIsLower = !/\p{Lu}/u.test(text);
  const words: Word[] = [];
  let lastGap = '';
  for (const [index, match] of matches.entries()) {
    const next = matches[index + 1];
    const raw = match[0];
    const isInitialOrTitle = /^(?:\p{Lu}|mrs?|ms|dr|prof|st|jr|sr)\.$/iu.test(raw);
    const found = isInitialOrTitle ? raw : raw.replace(/\.$/, '');
    const end = match.index + found.length;
    const gap = next === undefined ? '' : text.slice(end, next.index);
    const opening = words.length === 0 ? '\n' : lastGap;
    words.push({
      text: found,
      lower: found.toLowerCase(),
      start: match.index,
      end,
      isWord: /\p{L}/u.test(found),
      shape: shapeOf(found),
      startsSentence: /[.!?\n:"“”>•*([]|\s[-–—]\s/u.test(opening),
      startsLine: /\n/.test(opening),
      endsLine: next === undefined || /[\n.!?]/.test(gap),
      gap,
      labelledName: LABEL.test(text.slice(Math.max(0, match.index - 24), match.index)),
      textIsUpper,
      textIsLower,
    });
    lastGap = gap;
  }
  return words;
}

function shapeOf(word: string): Word['shape'] {
  const letters = word.replace(/['’](?:s|S)$/, '');
  if (!/\p{L}/u.test(letters)) return 'none';
  if (/^\p{Lu}/u.test(letters)) return letters.length > 1 && letters === letters.toUpperCase() ? 'upper' : 'capital';
  return 'lower';
}
