import { terms } from '../../models/text/words.ts';
import { phrases } from '../index-terms.ts';
import { overlap, shingles } from '../nearly-same.ts';

/** Shorter texts are alike by chance. */
const FEWEST_SHINGLES = 8;
/** The share of common shingles from which on two texts say the same with a few words changed. */
const NEARLY_THE_SAME = 0.8;
const ASKED_TERMS = 24;

/** Whether two texts are the same but for a few words. */
export function isNearlyTheSame(one: string, other: string): boolean {
  const [first, second] = [shingles(one), shingles(other)];
  return Math.min(first.size, second.size) >= FEWEST_SHINGLES && overlap(first, second) >= NEARLY_THE_SAME;
}

/** Terms by which texts like this one are looked up: its title's, and phrases from all over it. */
export function askedTerms({ title, bodyMarkdown }: { title: string; bodyMarkdown: string }): string[] {
  const found = [...new Set(phrases(bodyMarkdown))];
  const step = Math.max(1, Math.ceil(found.length / ASKED_TERMS));
  return [...new Set([...terms(title), ...found.filter((_, index) => index % step === 0)])];
}
