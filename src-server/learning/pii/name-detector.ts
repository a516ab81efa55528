import { matchSpans, type PiiSpan } from './span.ts';
import { isCommonWord, isProperWord, properKind } from './vocabulary.ts';
import { readWords, type Word } from './words.ts';

/** Evidence adds up; from this much on a word is taken for a person's name. */
const ENOUGH = 3;

const INTRODUCES = new Set(
  'named called dear mr mrs ms miss mister dr prof sir madam madame mx sincerely regards cheers love signed attn aka'.split(
    ' ',
  ),
);
const GREETS = new Set('hi hello hey hiya thanks thank thx ty greetings morning afternoon evening welcome'.split(' '));
const SPEAKS = new Set(
  'said shouted yelled added says asked asks told wrote writes replied answered called emailed texted shouted explained added'.split(
    ' ',
  ),
);
const ACTS = new Set(
  'is was has had will would can could did does lives lived works worked gave gives wants wanted and or spent listed moved booked'.split(
    ' ',
  ),
);
const RELATED = new Set(
  'wife husband partner mom mother dad father son daughter brother sister friend boss manager chef colleague cousin fiance fiancee girlfriend boyfriend daughter-in-law assistant guardian beneficiary novel director singer author host hostess client customer spouse aunt uncle nephew niece coordinator planner neighbor neighbour roommate driver server bride groom'.split(
    ' ',
  ),
);
const TOWARDS = new Set(
  'by with for from contact ask meet told tell call about under not and or than like knows know love met to'.split(' '),
);
const PLACES = new Set('in at near around visit visiting via toward towards outside downtown across'.split(' '));
const ORGANIZATION_WORDS = new Set(
  'inc llc ltd corp corporation co company group bank university college school church club hotel department office restaurant services solutions foundation institute agency association center centre hospital airport park street st avenue ave road rd drive lane county city beach lake valley hills country island resort winery vineyard museum theater theatre stadium kitchen bar grill cafe market mall news weekly records band festival times'.split(
    ' ',
  ),
);
const PARTICLES = new Set(
  'de da di del della der den van von la le el al bin ibn dos du st san santa mc mac ter ten af av y'.split(' '),
);

/**
 * Finds names of people by evidence: a capital where the sentence asks for none, a word that is in no dictionary, a
 * name that the lexicon knows, and above all the words around it ("my name is …", "ask for …", "… said").
 * Places, organisations, months and peoples count against. General cues only, so that it holds for texts of any kind.
 */
export function findNames(text: string): PiiSpan[] {
  const words = readWords(text);
  const evidence = words.map((word, index) => judge(words, word, index));
  spread(words, evidence);
  const spans: PiiSpan[] = [];
  for (let index = 0; index < words.length; index += 1) {
    if ((evidence[index] ?? 0) < ENOUGH) continue;
    const first = index;
    while (joins(words, evidence, index)) index += 1;
    const [start, end] = [words[first]?.start ?? 0, words[index]?.end ?? 0];
    spans.push({ start: withTitle(text, start), end, type: 'NAME' });
  }
  return [...spans, ...matchSpans(text, INITIALS, 'NAME')];
}

const INITIALS = /(?<!\p{L})(?:\p{Lu}\.\s?){1,2}\p{Lu}\p{Ll}{2,}(?!\p{L})/gu;

function judge(words: readonly Word[], word: Word, index: number): number {
  if (!word.isWord) return 0;
  const kind = properKind(word.text);
  if (kind === 'time' || kind === 'people' || word.lower.length < 2) return 0;
  const common = isCommonWord(word.text);
  const capital = word.shape === 'capital';
  const shouted = word.shape === 'upper';
  let evidence = 0;
  if (capital && !common) evidence += word.startsSentence ? 2 : 2.5;
  if (capital && common) evidence += word.startsSentence ? 0 : 0.75;
  if (shouted && !common && !word.textIsUpper && word.lower.length > 3) evidence += 1;
  if (word.shape === 'lower' && !common && !isProperWord(word.text)) evidence += 0.75;
  if (isKnownName(word)) evidence += common ? (capital ? 1 : 0) : 1.75;
  const introduced = before(words, word, index, common);
  if ((kind === 'place' || kind === 'organization') && introduced < 2) evidence -= 2;
  evidence += introduced + after(words, word, index);
  const likely = capital || !common || (word.textIsLower && isKnownName(word));
  return likely ? evidence : 0;
}

/** What the words before say about this one. */
function before(words: readonly Word[], word: Word, index: number, common: boolean): number {
  const [last, second, third] = [words[index - 1], words[index - 2], words[index - 3]];
  if (last === undefined || last.endsLine) return word.labelledName ? 3 : 0;
  const two = `${second?.lower ?? ''} ${last.lower}`;
  if (word.labelledName) return 3;
  if (/^(?:name is|name's|is named|names are|name ?was|names is)$/.test(two) || two === 'it to') return 3;
  if (/^(?:i'm|im|it's|its)$/.test(last.lower) || /^(?:i am|this is|it is|here is)$/.test(two))
    return isKnownName(word) ? 3 : common ? 0 : 1.75;
  if (INTRODUCES.has(last.lower.replace(/\.$/, ''))) return common && word.shape !== 'capital' ? 0 : 3;
  if (GREETS.has(last.lower) || (GREETS.has(second?.lower ?? '') && last.lower === 'there'))
    return common && !isKnownName(word) ? 0.5 : 2;
  if (/^(?:call|calls) me$/.test(two) || /^(?:ask|asking|look|looking) for$/.test(two))
    return common && !isKnownName(word) && word.shape !== 'capital' ? 1 : 2.25;
  if (RELATED.has(last.lower)) return common ? 0.75 : 2;
  if (SPEAKS.has(last.lower)) return 1;
  if (/^(?:and|or)$/.test(last.lower) && properKind(second?.text ?? '') === 'place') return -1.5;
  if (isKnownName(word) && !/['’]s$/.test(word.text) && /^(?:at|for|to|in)$/.test(last.lower)) return 0.75;
  if (
    PLACES.has(last.lower) ||
    (/^(?:from|to)$/.test(last.lower) &&
      /^(?:moved|is|are|originally|moving|travel|going|go|trip|back|move|flight|fly|flying|drive|here|people|songwriters)$/.test(
        second?.lower ?? third?.lower ?? '',
      ))
  )
    return -1.5;
  if (/^(?:the|a|an|this|that|our|your|their|these|some|any|no|of)$/.test(last.lower))
    return last.lower === 'of' ? -0.5 : -1;
  if (TOWARDS.has(last.lower)) return 0.75;
  return 0;
}

/** What the words behind say about this one. */
function after(words: readonly Word[], word: Word, index: number): number {
  const [next, afterNext] = [words[index + 1], words[index + 2]];
  if (/['’]s$/.test(word.text)) return 0.75;
  if (next === undefined || word.endsLine) return word.startsLine ? 0.25 : 0;
  if (ORGANIZATION_WORDS.has(next.lower.replace(/\.$/, ''))) return -3;
  if (SPEAKS.has(next.lower)) return 1.5;
  if (ACTS.has(next.lower)) return 1;
  if (/^\p{Ll}{3,}ed$/u.test(next.text) && isCommonWord(next.text)) return 1;
  if (word.startsLine && /^:/.test(word.gap)) return 1;
  if (ORGANIZATION_WORDS.has(afterNext?.lower.replace(/\.$/, '') ?? '')) return -1;
  return 0;
}

/** Words that stand together speak for each other: "Sarah Bright", "Will Okonkwo", "Mark, Kaylee and Miguel". */
function spread(words: readonly Word[], evidence: number[]): void {
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (next !== undefined && isFullName(words, index, word, next))
      for (const at of [index, index + 1]) evidence[at] = Math.max(evidence[at] ?? 0, ENOUGH);
  }
  for (let round = 0; round < 3; round += 1)
    for (const [index, word] of words.entries()) {
      if ((evidence[index] ?? 0) >= ENOUGH || (word.shape === 'upper' && !word.textIsUpper) || !mayBeName(word))
        continue;
      const beside = touches(words, evidence, index, index - 1) || touches(words, evidence, index, index + 1);
      const sentenceWord = word.startsSentence && isCommonWord(word.text) && !isKnownName(word);
      if (beside && !sentenceWord) evidence[index] = ENOUGH;
      else if (
        PARTICLES.has(words[index - 1]?.lower ?? '') &&
        word.shape === 'capital' &&
        isPartOfName(words, evidence, index)
      )
        evidence[index] = ENOUGH;
      else if ((evidence[index] ?? 0) >= 1.5 && isListedWithName(words, evidence, index)) evidence[index] = ENOUGH;
    }
}

/** Two words side by side, both written like a name, one of them known as a given name or neither in any dictionary. */
function isFullName(words: readonly Word[], index: number, word: Word, next: Word): boolean {
  if (word.gap !== ' ' || word.shape !== next.shape || /['’]s$/.test(word.text) || !mayBeName(word) || !mayBeName(next))
    return false;
  const behind = words[index + 2];
  if (next.gap === ' ' && behind !== undefined && ORGANIZATION_WORDS.has(behind.lower.replace(/\.$/, ''))) return false;
  if ([word, next].some((one) => ['place', 'organization'].includes(properKind(one.text) ?? ''))) return false;
  const unknown = !isCommonWord(next.text) && (word.shape === 'capital' || !isProperWord(next.text));
  if (properKind(word.text) === 'given_name') return unknown || (word.shape === 'capital' && isKnownName(next));
  return word.shape === 'capital' && unknown && !isCommonWord(word.text);
}

/** "van Gameren" behind a name, over one or two particles. */
function isPartOfName(words: readonly Word[], evidence: readonly number[], index: number): boolean {
  for (let at = index - 1; at >= 0 && at >= index - 3; at -= 1) {
    if (words[at]?.gap !== ' ') return false;
    if ((evidence[at] ?? 0) >= ENOUGH) return true;
    if (!PARTICLES.has(words[at]?.lower ?? '')) return false;
  }
  return false;
}

function isKnownName(word: Word): boolean {
  const kind = properKind(word.text);
  return kind === 'given_name' || kind === 'surname';
}

function mayBeName(word: Word): boolean {
  return (
    word.isWord &&
    (word.shape === 'capital' || !isCommonWord(word.text) || (word.textIsLower && isKnownName(word))) &&
    !isSettled(word)
  );
}

/** Whether a name stands before or behind, parted by a comma or "and". */
function isListedWithName(words: readonly Word[], evidence: readonly number[], index: number): boolean {
  const isName = (at: number) => (evidence[at] ?? 0) >= ENOUGH;
  const [previous, word, next] = [words[index - 1], words[index], words[index + 1]];
  const comma = (gap: string | undefined) => gap !== undefined && /^,\s$/.test(gap);
  if ((comma(previous?.gap) && isName(index - 1)) || (comma(word?.gap) && isName(index + 1))) return true;
  const joined = (one: Word | undefined) => one?.lower === 'and' || one?.lower === 'or' || one?.lower === 'to';
  return (joined(previous) && isName(index - 2)) || (joined(next) && isName(index + 2));
}

function isSettled(word: Word): boolean {
  const kind = properKind(word.text);
  return (
    kind === 'time' ||
    kind === 'people' ||
    ORGANIZATION_WORDS.has(word.lower) ||
    GREETS.has(word.lower) ||
    INTRODUCES.has(word.lower.replace(/\.$/, ''))
  );
}

function touches(words: readonly Word[], evidence: readonly number[], index: number, other: number): boolean {
  const [left, right] = index < other ? [words[index], words[other]] : [words[other], words[index]];
  if (left === undefined || right === undefined || (evidence[other] ?? 0) < ENOUGH) return false;
  return left.gap === ' ' && !/['’]s$/.test(left.text) && left.shape === right.shape;
}

/** Whether the next word belongs to the name that has begun: another name, or particles before one. */
function joins(words: readonly Word[], evidence: readonly number[], index: number): boolean {
  const [word, next] = [words[index], words[index + 1]];
  if (word === undefined || next === undefined || word.gap !== ' ' || /['’]s$/.test(word.text)) return false;
  if ((evidence[index + 1] ?? 0) >= ENOUGH) return true;
  return PARTICLES.has(next.lower) && joins(words, evidence, index + 1);
}

const TITLE = /(?<!\p{L})(?:mr|mrs|ms|miss|dr|prof|sir|madam|officer|chef)\.?\s+$/iu;

/** "Mr." and the like are part of the name. */
function withTitle(text: string, start: number): number {
  return start - (TITLE.exec(text.slice(Math.max(0, start - 12), start))?.[0].length ?? 0);
}
