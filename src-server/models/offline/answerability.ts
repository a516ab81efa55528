import { type LogisticModel, probability } from './logistic.ts';
import type { FeatureName, MatchFeatures } from './match-features.ts';

/**
 * How likely a source answers the question. Fitted by tests/eval/fit-answerability.ts through the product's search, on
 * an FAQ and a set of Wikipedia passages: each question with its source there, with it taken out, asked of the other
 * set, and with its topic swapped.
 */
const ANSWERABILITY: LogisticModel<FeatureName> = {
  constant: -9.52,
  coefficients: {
    similarity: 5.51,
    coverage: 7.09,
    unitCoverage: -0.72,
    namesMissing: -0.91,
    pairs: 0.44,
    expectedKind: 0.56,
    textScore: 0.7,
    first: 0.68,
    similarityLead: -1.56,
    unitCoverageLead: 1.08,
    titleCoverageLead: 0.47,
    faq: 2.92,
    faqSimilarity: 0.86,
    faqCoverage: -6.88,
    faqTitleCoverage: 1.99,
    faqTitlePrecision: 0.3,
  },
};

/**
 * In the fit four of five sources were wrong ones, which drags probabilities down. The shift moves the point that
 * answers most and still declines most (.32: passages .86 answered and .90 of near misses declined, FAQ .83 answered,
 * far-off questions .95 to .99 declined) to one half.
 */
const PRIOR_SHIFT = 0.75;

/** From here on a source is taken to answer the question. */
export const ANSWERABLE_FROM = 0.5;

export function answerProbability(features: MatchFeatures): number {
  return probability({ ...ANSWERABILITY, constant: ANSWERABILITY.constant + PRIOR_SHIFT }, features);
}
