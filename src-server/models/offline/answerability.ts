import { type LogisticModel, probability } from './logistic.ts';
import type { FeatureName, MatchFeatures } from './match-features.ts';

/**
 * How likely a source answers the question. Fitted by tests/eval/fit-answerability.ts through the product's search, on
 * an FAQ and a set of Wikipedia passages: each question with its source there, with it taken out, asked of the other
 * set, and with its topic swapped.
 */
const ANSWERABILITY: LogisticModel<FeatureName> = {
  constant: -7.71,
  coefficients: {
    similarity: 5.6,
    coverage: 5.23,
    unitCoverage: -1.98,
    unheard: -2.76,
    namesMissing: -0.71,
    pairs: 0.52,
    expectedKind: 0.73,
    textScore: 0.93,
    first: 0.68,
    similarityLead: -1.25,
    unitCoverageLead: 2.71,
    titleCoverageLead: 0.97,
    faq: 4.16,
    faqSimilarity: -0.08,
    faqCoverage: -7.14,
    faqTitleCoverage: 2,
    faqTitlePrecision: 0.25,
    faqUnknown: -1.88,
  },
};

/**
 * In the fit four of five sources were wrong ones, which drags probabilities down. The shift moves the point that
 * answers most and still declines most (.32: passages .88 answered and .89 of near misses declined, FAQ .87 answered,
 * far-off questions .96 to 1 declined) to one half.
 */
const PRIOR_SHIFT = 0.75;

/** From here on a source is taken to answer the question. */
export const ANSWERABLE_FROM = 0.5;

export function answerProbability(features: MatchFeatures): number {
  return probability({ ...ANSWERABILITY, constant: ANSWERABILITY.constant + PRIOR_SHIFT }, features);
}
