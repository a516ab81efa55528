import { words } from '../models/text/words.ts';

const SHINGLE_WORDS = 3;

/** The runs of three words of a text; a shorter text is one run. Texts that share most of them say the same. */
export function shingles(text: string): Set<string> {
  const all = words(text);
  if (all.length <= SHINGLE_WORDS) return new Set(all.length === 0 ? [] : [all.join(' ')]);
  return new Set(all.slice(0, 1 - SHINGLE_WORDS).map((_, at) => all.slice(at, at + SHINGLE_WORDS).join(' ')));
}

/** What two sets have in common as a share of what they have together, 0..1. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = sharedCount(a, b);
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

/** The share of the first set that the second has too, 0..1. */
export function containment(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  return part.size === 0 ? 0 : sharedCount(part, whole) / part.size;
}

function sharedCount(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  let count = 0;
  for (const one of fewer) if (more.has(one)) count += 1;
  return count;
}
