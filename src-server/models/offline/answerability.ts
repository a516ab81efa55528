import { type LogisticModel, probability } from './logistic.ts';
import type { FeatureName, MatchFeatures } from './match-features.ts';

/**
 * How likely a source answers the question. Fitted by tests/eval/fit-answerability.ts on an FAQ and a set of
 * Wikipedia passages, each question asked with its source there, with it taken out, and of the other set.
 */
const ANSWERABILITY: LogisticModel<FeatureName> = {
  constant: -8.9,
  coefficients: {
    similarity: 5.6,
    coverage: 7.91,
    unitCoverage: -1.75,
    namesMissing: -1.24,
    pairs: 0.76,
    expectedKind: 0.84,
    similarityLead: 1.29,
    unitCoverageLead: 2.68,
    titleCoverageLead: 1.64,
    faq: 3.13,
    faqSimilarity: 0.41,
    faqCoverage: -6.78,
    faqTitleCoverage: 1.55,
    faqTitlePrecision: 0.84,
  },
};

/**
 * In the fit four of five sources were wrong ones, which drags probabilities down. The shift moves the point where
 * answering and declining are right equally often (.27, the same in both sets) to one half.
 */
const PRIOR_SHIFT = 1;

/** From here on a source is taken to answer the question. */
export const ANSWERABLE_FROM = 0.5;

export function answerProbability(features: MatchFeatures): number {
  return probability({ ...ANSWERABILITY, constant: ANSWERABILITY.constant + PRIOR_SHIFT }, features);
}
