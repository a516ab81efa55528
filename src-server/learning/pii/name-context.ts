import {
  ACTS,
  BOOKED,
  CLOSES,
  GREETS,
  INTRODUCES,
  LEADS_TO_PLACE,
  ORGANIZATION_ENDINGS,
  POINTS_TO_THING,
  RELATED,
  SPEAKS,
  TOWARDS,
  TRAVELS,
  WORDS_FIRST,
} from './name-words.ts';
import { isCommonWord, properKind } from './vocabulary.ts';
import type { Word } from './words.ts';

const SURE = 3;

/** Whether the lexicon knows the word as a given name or a surname. */
export function isKnownName(word: Word): boolean {
  const kind = properKind(word.text);
  return kind === 'given_name' || kind === 'surname';
}

/** A given name that a message hardly uses as anything else: Mark and Bob, but not Rosemary. */
export function isUsuallyName(word: Word): boolean {
  const lower = word.lower.replace(/['’]s$/, '');
  return properKind(lower) === 'given_name' && !WORDS_FIRST.has(lower);
}

/** What the words around say about a word being a name: above 0 for it, below 0 against it, SURE settles it. */
export function contextOf(words: readonly Word[], index: number): { before: number; after: number } {
  const list = ofListHead(words, index);
  return { before: list < 0 ? list : before(words, index), after: after(words, index) };
}

function before(words: readonly Word[], index: number): number {
  const [word, last, second] = [words[index], words[index - 1], words[index - 2]];
  if (word === undefined) return 0;
  if (word.labelledName) return SURE;
  if (last === undefined) return 0;
  const bare = last.lower.replace(/\.$/, '');
  if (CLOSES.has(bare) && /^[,\n]/.test(last.gap)) return SURE;
  if (last.endsLine) return 0;

  const common = isCommonWord(word.text);
  const known = isKnownName(word);
  const two = `${second?.lower ?? ''} ${bare}`;
  if (/^(?:names? (?:is|are|was|of)|is named)$/.test(two) || /^name['’]?s$/.test(bare)) return SURE;
  if (
    /^(?:i'm|im|it's|its)$/.test(bare.replace('’', "'")) ||
    /^(?:i am|this is|it is|here is|it's me|its me)$/.test(two)
  )
    return known ? SURE : common ? 0 : 1.75;
  if (bare === 'is' && RELATED.has(second?.lower ?? '')) return isUsuallyName(word) ? SURE : common ? 0 : 1;
  if (BOOKED.has(second?.lower ?? '') && (bare === 'under' || (bare === 'for' && isUsuallyName(word))))
    return common && !known ? 0.75 : SURE;
  if (INTRODUCES.has(bare)) return common && word.shape !== 'capital' ? 0 : SURE;
  if (GREETS.has(bare) || (bare === 'there' && GREETS.has(second?.lower ?? ''))) return common && !known ? 0.5 : 2;
  if (/^(?:calls? me|(?:ask|asking|look|looking) for)$/.test(two))
    return common && !known && word.shape !== 'capital' ? 1 : 2.25;
  if (RELATED.has(bare)) return common ? 0.75 : 2;
  if (SPEAKS.has(bare)) return 1;
  if (/^(?:and|or)$/.test(bare) && properKind(second?.text ?? '') === 'place') return -1.5;
  if (known && /^(?:at|for|to|in)$/.test(bare) && !/['’]s$/.test(word.text)) return 0.75;
  if (LEADS_TO_PLACE.has(bare) || (/^(?:from|to)$/.test(bare) && TRAVELS.has(second?.lower ?? ''))) return -1.5;
  if (POINTS_TO_THING.has(bare)) return -1;
  if (bare === 'of') return -0.5;
  return TOWARDS.has(bare) ? 0.75 : 0;
}

/** "travel to Folsom, Rocklin or Roseville": what speaks against the first of a list speaks against all of it. */
function ofListHead(words: readonly Word[], index: number): number {
  let head = index;
  for (;;) {
    const previous = words[head - 1];
    const conjunction = previous?.lower === 'and' || previous?.lower === 'or';
    const candidate = words[conjunction ? head - 2 : head - 1];
    const joined = conjunction || (previous !== undefined && /^,\s$/.test(previous.gap));
    if (!joined || candidate?.shape !== 'capital') return head === index ? 0 : before(words, head);
    if (properKind(candidate.text) === 'place') return -1.5;
    head -= conjunction ? 2 : 1;
  }
}

function after(words: readonly Word[], index: number): number {
  const [word, next, afterNext] = [words[index], words[index + 1], words[index + 2]];
  if (word === undefined) return 0;
  if (/['’]s$/.test(word.text)) return 0.75;
  if (next === undefined || word.endsLine) return word.startsLine ? 0.25 : 0;
  if (endsOrganization(next)) return -3;
  if (SPEAKS.has(next.lower)) return 1.5;
  if (ACTS.has(next.lower) || (/^\p{Ll}{3,}ed$/u.test(next.text) && isCommonWord(next.text))) return 1;
  if (word.startsLine && /^:/.test(word.gap)) return 1;
  return afterNext !== undefined && endsOrganization(afterNext) ? -1 : 0;
}

export function endsOrganization(word: Word): boolean {
  return ORGANIZATION_ENDINGS.has(word.lower.replace(/\.$/, ''));
}
