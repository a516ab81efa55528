import { overlap, shingles } from './nearly-same.ts';

/** From here on two texts say the same. FAQ rows that only begin alike stay below .6. */
const SAME_TEXT_FROM = 0.85;
const SAME_TITLE_FROM = 0.85;

export interface Collapsible {
  title: string;
  text: string;
  /** Made of an approved answer. */
  isLearned: boolean;
}

/**
 * Of hits that say nearly the same only the best stays, and the next different ones move up. One answer under two
 * different titles answers two questions, so articles are only the same when their titles are too; an approved answer
 * that repeats an article adds nothing to it. The article then stands in its place, whichever came first, as it is what
 * people keep up to date.
 */
export function collapseDuplicates<T extends Collapsible>(
  hits: readonly T[],
  limit: number,
  merge: (article: T, learned: T) => T,
): T[] {
  const kept: { hit: T; text: Set<string> }[] = [];
  for (const hit of hits) {
    const text = shingles(hit.text);
    const same = kept.find((one) => isSame(one.hit, one.text, hit, text));
    if (same === undefined) kept.push({ hit, text });
    else if (same.hit.isLearned && !hit.isLearned) Object.assign(same, { hit: merge(hit, same.hit), text });
  }
  return kept.slice(0, limit).map((one) => one.hit);
}

function isSame(a: Collapsible, aText: Set<string>, b: Collapsible, bText: Set<string>): boolean {
  if (overlap(aText, bText) < SAME_TEXT_FROM) return false;
  return a.isLearned || b.isLearned || overlap(shingles(a.title), shingles(b.title)) >= SAME_TITLE_FROM;
}
