import { contextOf, isKnownName, isUsuallyName } from './name-context.ts';
import { ENOUGH, goesOn, type Judged, spreadEvidence } from './name-groups.ts';
import { INTRODUCES } from './name-words.ts';
import { matchSpans, type PiiSpan } from './span.ts';
import { isCommonWord, isProperWord, properKind } from './vocabulary.ts';
import { readWords, type Word } from './words.ts';

/** "J. Okafor", "M.L. Tran". */
const INITIALS = /(?<!\p{L})(?:\p{Lu}\.\s?){1,2}\p{Lu}\p{Ll}{2,}(?!\p{L})/gu;
const TITLE = /(?<!\p{L})(?:mr|mrs|ms|miss|dr|prof|sir|madam|officer|chef)\.?\s+$/iu;

/**
 * Finds names of people by evidence: a capital where the sentence asks for none, a word that is in no dictionary, a
 * name that the lexicon knows, and above all the words around it ("my name is …", "ask for …", "… said").
 * Places, organisations, months and peoples count against. General cues only, so that it holds for texts of any kind.
 */
export function findNames(text: string): PiiSpan[] {
  const words = readWords(text);
  const judged = words.map((word, index): Judged => {
    const settled = isInPlaceName(words, index);
    return { word, settled, evidence: settled ? 0 : judge(words, word, index) };
  });
  spreadEvidence(judged);
  const spans = matchSpans(text, INITIALS, 'NAME');
  for (let index = 0; index < judged.length; index += 1) {
    const first = judged[index];
    if (first === undefined || first.evidence < ENOUGH) continue;
    while (goesOn(judged, index)) index += 1;
    const last = judged[index] ?? first;
    spans.push({ start: withTitle(text, first.word.start), end: withoutPossessive(last.word), type: 'NAME' });
  }
  return spans;
}

/** The weights were set by hand on booking messages and tried on texts of other kinds; see `npm run eval -- pii`. */
function judge(words: readonly Word[], word: Word, index: number): number {
  const kind = properKind(word.text);
  if (!word.isWord || kind === 'time' || kind === 'people' || word.lower.length < 2) return 0;
  if (INTRODUCES.has(word.lower.replace(/\.$/, ''))) return 0;
  const common = isCommonWord(word.text);
  const known = isKnownName(word);
  const capital = word.shape === 'capital';
  if (common && !capital && !known) return 0;
  const { before, after } = contextOf(words, index);
  if (common && !capital && !isSmallName(words, index, before)) return 0;
  let evidence = before + after;
  if (capital) evidence += byCapital(word, common);
  if (word.shape === 'upper' && !common && !word.textIsUpper && word.lower.length > 3) evidence += 1;
  if (word.shape === 'lower' && !common && (kind === 'given_name' || !isProperWord(word.text))) evidence += 0.75;
  if (known) evidence += common ? (capital ? 1 : 0) : 1.75;
  if (isUsuallyName(word) && standsAlone(words, index)) evidence += 2;
  if ((kind === 'place' || kind === 'organization') && before < 2) evidence -= 2;
  return evidence;
}

/** What a capital says: most within a sentence, where ordinary words have none. */
function byCapital(word: Word, common: boolean): number {
  if (!common) return word.startsSentence ? 2 : 2.5;
  if (isUsuallyName(word)) return word.startsSentence ? 1 : 2;
  return word.startsSentence ? 0 : 0.75;
}

/** Whether a known name that is an ordinary word too may be meant as a name although it is written small. */
function isSmallName(words: readonly Word[], index: number, before: number): boolean {
  const word = words[index];
  if (word === undefined) return false;
  return word.textIsLower || (isUsuallyName(word) && (before >= ENOUGH || standsAlone(words, index)));
}

/** "Mark." and "Mark, 12 people": the whole sentence, or what a comma sets apart at its start. */
function standsAlone(words: readonly Word[], index: number): boolean {
  const word = words[index];
  return word?.startsSentence === true && (word.endsLine || /^\s*(?:,|[-–—]\s|\()/.test(word.gap));
}

/** What the names of many places in America begin with. */
const BEGINS_PLACE = /^(?:san|santa|los|las|el|fort|mount|lake|port)$/i;

/** "San Francisco": each word could be a name, both together are a place. */
function isInPlaceName(words: readonly Word[], index: number): boolean {
  return [index - 1, index].some((at) => {
    const [first, second] = [words[at], words[at + 1]];
    if (first?.gap !== ' ' || second === undefined) return false;
    if (BEGINS_PLACE.test(first.text) && first.shape === 'capital' && second.shape === 'capital') return true;
    return properKind(`${first.text} ${second.text}`) === 'place';
  });
}

/** "Mr." and the like are part of the name. */
function withTitle(text: string, start: number): number {
  return start - (TITLE.exec(text.slice(Math.max(0, start - 12), start))?.[0].length ?? 0);
}

function withoutPossessive(word: Word): number {
  return word.end - (/['’]s$/i.exec(word.text)?.[0].length ?? 0);
}
