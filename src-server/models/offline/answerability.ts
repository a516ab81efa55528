import { type LogisticModel, probability } from './logistic.ts';
import type { FeatureName, MatchFeatures } from './match-features.ts';

/**
 * How likely a source answers the question. Fitted by tests/eval/fit-answerability.ts through the product's search, on
 * an FAQ and a set of Wikipedia passages: each question with its source there, with it taken out, asked of the other
 * set, and with its topic swapped.
 */
const ANSWERABILITY: LogisticModel<FeatureName> = {
  constant: -7.78,
  coefficients: {
    similarity: 5.37,
    coverage: 4.93,
    unitCoverage: -1.85,
    unheard: -2.83,
    namesMissing: -0.65,
    pairs: 0.58,
    expectedKind: 0.62,
    textScore: 1.44,
    first: 0.67,
    similarityLead: -0.94,
    unitCoverageLead: 2.54,
    titleCoverageLead: 0.67,
    faq: 4.04,
    faqSimilarity: 0.17,
    faqCoverage: -7.09,
    faqTitleCoverage: 2.01,
    faqTitlePrecision: 0.11,
    faqUnknown: -1.78,
  },
};

/**
 * In the fit four of five sources were wrong ones, which drags probabilities down. The shift moves the point that
 * answers most and still declines most (.32: passages .88 answered and .89 of near misses declined, FAQ .87 answered,
 * far-off questions .95 to 1 declined) to one half.
 */
const PRIOR_SHIFT = 0.75;

export function answerProbability(features: MatchFeatures): number {
  return probability({ ...ANSWERABILITY, constant: ANSWERABILITY.constant + PRIOR_SHIFT }, features);
}
