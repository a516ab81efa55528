import { endsOrganization, isKnownName, isUsuallyName } from './name-context.ts';
import { GREETS, INTRODUCES, PARTICLES, SURNAME_WORDS } from './name-words.ts';
import { isCommonWord, isContraction, isProperWord, properKind } from './vocabulary.ts';
import type { Word } from './words.ts';

/** Evidence adds up; from this much on a word is taken for a person's name. */
export const ENOUGH = 3;
/** With this much, a name beside the word makes it one. */
const LIKELY = 1.5;

/** A word with its evidence so far; `spreadEvidence` raises it. */
export interface Judged {
  word: Word;
  evidence: number;
  /** Part of something else, such as a place of several words: never a name, whatever stands beside it. */
  settled: boolean;
}

const isName = (one: Judged | undefined) => one !== undefined && one.evidence >= ENOUGH;
const isPossessive = (word: Word) => /['’]s$/.test(word.text);
const isConjunction = (one: Judged | undefined) => /^(?:and|or|to)$/.test(one?.word.lower ?? '');
const hasComma = (one: Judged | undefined) => one !== undefined && /^,\s$/.test(one.word.gap);

/** Words that stand together speak for each other: "Sarah Bright", "Will Okonkwo", "Mark, Kaylee and Miguel". */
export function spreadEvidence(judged: readonly Judged[]): void {
  for (const [index, one] of judged.entries()) {
    const next = judged[index + 1];
    if (next !== undefined && isFullName(one, next, judged[index + 2]?.word)) raise(one, next);
    const listed = next?.word.lower === 'and' ? judged[index + 2] : hasComma(one) ? next : undefined;
    if (listed !== undefined && isLikelyInList(one) && isLikelyInList(listed)) raise(one, listed);
  }
  for (let round = 0; round < 3; round += 1)
    for (const [index, one] of judged.entries())
      if (!isName(one) && (isSmallSurname(judged, index) || (mayBeName(one) && standsWithName(judged, index, one))))
        raise(one);
}

function raise(...all: readonly Judged[]): void {
  for (const one of all) one.evidence = Math.max(one.evidence, ENOUGH);
}

function isLikelyInList(one: Judged): boolean {
  return one.evidence >= 2 && !isCommonWord(one.word.text);
}

/** Two words side by side, written alike, the first known as a given name or neither in any dictionary. */
function isFullName(first: Judged, second: Judged, behind: Word | undefined): boolean {
  if (!mayBeName(first) || !mayBeName(second)) return false;
  const [word, next] = [first.word, second.word];
  if (word.gap !== ' ' || word.shape !== next.shape || isPossessive(word)) return false;
  if (next.gap === ' ' && behind !== undefined && endsOrganization(behind)) return false;
  if ([word, next].some((one) => ['place', 'organization'].includes(properKind(one.text) ?? ''))) return false;
  const capital = word.shape === 'capital';
  const unknown = !isCommonWord(next.text) && (capital || !isProperWord(next.text));
  if (properKind(word.text) === 'given_name') return unknown || (capital && isKnownName(next));
  return capital && unknown && !isCommonWord(word.text);
}

function standsWithName(judged: readonly Judged[], index: number, one: Judged): boolean {
  const { word } = one;
  const opensSentence = word.startsSentence && isCommonWord(word.text) && !isKnownName(word);
  const beside = touches(judged[index - 1], one) || touches(one, judged[index + 1]);
  if (beside && !opensSentence) return true;
  if (word.shape === 'capital' && isBehindParticle(judged, index)) return true;
  return one.evidence >= LIKELY && isListedWithName(judged, index);
}

/** Side by side with a name, and written like it. */
function touches(left: Judged | undefined, right: Judged | undefined): boolean {
  if (left === undefined || right === undefined || (!isName(left) && !isName(right))) return false;
  return left.word.gap === ' ' && !isPossessive(left.word) && left.word.shape === right.word.shape;
}

/** "brown" in "I'm Sarah brown" and in "Sarah brown, 12 people", not in "tell Sarah brown rice is fine". */
function isSmallSurname(judged: readonly Judged[], index: number): boolean {
  const [lead, first, one] = [judged[index - 2], judged[index - 1], judged[index]];
  if (first === undefined || one === undefined || !isName(first) || !isUsuallyName(first.word)) return false;
  if (first.word.gap !== ' ' || one.word.shape !== 'lower' || !SURNAME_WORDS.has(one.word.lower)) return false;
  return first.word.startsSentence || /^(?:i['’]?m|am|is|it['’]?s|under)$/.test(lead?.word.lower ?? '');
}

/** "Gameren" in "Jacob van Gameren": behind a name over one or two particles. */
function isBehindParticle(judged: readonly Judged[], index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - 3); at -= 1) {
    const one = judged[at];
    if (one?.word.gap !== ' ') return false;
    if (isName(one)) return at < index - 1;
    if (!PARTICLES.has(one.word.lower)) return false;
  }
  return false;
}

/** Whether a name stands before or behind, parted by a comma or "and". */
function isListedWithName(judged: readonly Judged[], index: number): boolean {
  const [previous, one, next] = [judged[index - 1], judged[index], judged[index + 1]];
  if ((hasComma(previous) && isName(previous)) || (hasComma(one) && isName(next))) return true;
  return (isConjunction(previous) && isName(judged[index - 2])) || (isConjunction(next) && isName(judged[index + 2]));
}

function mayBeName({ word, settled }: Judged): boolean {
  if (settled || !word.isWord || (word.shape === 'upper' && !word.textIsUpper) || isSomethingElse(word)) return false;
  return word.shape === 'capital' || !isCommonWord(word.text) || (word.textIsLower && isKnownName(word));
}

function isSomethingElse(word: Word): boolean {
  const kind = properKind(word.text);
  const bare = word.lower.replace(/\.$/, '');
  if (kind === 'time' || kind === 'people' || bare === 'i' || isContraction(bare)) return true;
  return endsOrganization(word) || GREETS.has(bare) || INTRODUCES.has(bare);
}

/** Whether the next word belongs to the name that has begun: another name, or particles before one. */
export function goesOn(judged: readonly Judged[], index: number): boolean {
  const [one, next] = [judged[index], judged[index + 1]];
  if (one === undefined || next === undefined || one.word.gap !== ' ' || isPossessive(one.word)) return false;
  return isName(next) || (PARTICLES.has(next.word.lower) && goesOn(judged, index + 1));
}
