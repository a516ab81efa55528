import type { TermRarity } from '../text/term-rarity.ts';
import { isNumberTerm, words } from '../text/words.ts';
import { type LogisticModel, probability } from './logistic.ts';
import { meaningShare } from './match-features.ts';
import { viewQuestion } from './question-view.ts';

/** What tells whether a learned question asks the same as the customer's. */
export const PAIR_FEATURE_NAMES = [
  'similarity', // cosine of the two questions
  'overlap', // share of the meaning of both that they have in common
  'lacking', // share of the customer's meaning that the learned question lacks
  'namesDiffer', // 1 when one has a name or number that the other lacks
  'kindDiffers', // 1 when one asks for another kind of thing: "how much", "when", "who", "where"
] as const;

export type PairFeatures = Record<(typeof PAIR_FEATURE_NAMES)[number], number>;

export function pairFeatures(asked: string, learned: string, similarity: number, rarity: TermRarity): PairFeatures {
  const left = viewQuestion(asked, new Set());
  const right = viewQuestion(learned, new Set(left.terms));
  const [leftTerms, rightTerms] = [new Set(left.terms), new Set(right.terms)];
  const union = new Set([...leftTerms, ...rightTerms]);
  const common = new Set([...leftTerms].filter((term) => rightTerms.has(term)));
  const names = [...left.nameTerms, ...right.nameTerms];
  return {
    similarity,
    overlap: meaningShare(union, common, rarity),
    lacking: 1 - meaningShare(leftTerms, rightTerms, rarity),
    namesDiffer: names.some((name) => !common.has(name)) ? 1 : 0,
    kindDiffers: left.expects === right.expects ? 0 : 1,
  };
}

/** Fitted by tests/eval/fit-answerability.ts on pairs of neighbouring questions. */
const SAME_QUESTION: LogisticModel<keyof PairFeatures> = {
  constant: -4.18,
  coefficients: { similarity: 6.09, overlap: 1.21, lacking: -1.77, namesDiffer: -0.94, kindDiffers: -1.14 },
};

/** From here on the learned answer is given: in the fit 83 % of such pairs had the same answer, by noisy labels. */
export const SAME_FROM = 0.7;
const IDENTICAL = 0.98;

/**
 * How likely the answer to a learned question answers this one. Questions with different numbers never do: the
 * answer for 10 guests is not the answer for 40.
 */
export function asksTheSame(asked: string, learned: string, similarity: number, rarity: TermRarity): number {
  const [left, right] = [words(asked), words(learned)];
  if (left.length > 0 && left.join(' ') === right.join(' ')) return IDENTICAL;
  if (left.filter(isNumberTerm).sort().join(' ') !== right.filter(isNumberTerm).sort().join(' ')) return 0;
  return probability(SAME_QUESTION, pairFeatures(asked, learned, similarity, rarity));
}
