import { type LogisticModel, probability } from './logistic.ts';
import type { FeatureName, MatchFeatures } from './match-features.ts';

/**
 * How likely a source answers the question. Fitted by tests/eval/fit-answerability.ts through the product's search, on
 * an FAQ without ways to ask, three with three of them a row, and a set of Wikipedia passages: each question with its
 * source there, with it taken out, asked of the other sets, and with its topic swapped.
 */
const ANSWERABILITY: LogisticModel<FeatureName> = {
  constant: -7.96,
  coefficients: {
    similarity: 3.31,
    coverage: 4.54,
    unitCoverage: 0.4,
    unheard: -1.88,
    namesMissing: -0.22,
    pairs: 0.87,
    expectedKind: 0.48,
    textScore: 1.85,
    first: 0.79,
    similarityLead: 5.7,
    unitCoverageLead: 0.68,
    titleCoverageLead: 2.05,
    faq: -0.2,
    faqSimilarity: 5.42,
    faqCoverage: -5.14,
    faqTitleCoverage: -2.43,
    faqTitlePrecision: -0.09,
    faqSimilarityLead: -8.65,
    faqLikeness: 3.52,
    faqLikenessLead: -0.58,
    faqUnknown: -1.78,
  },
};

/**
 * In the fit four of five sources were wrong ones, which drags probabilities down. The shift moves the point that
 * answers most and still declines most (.40: passages .86 answered and .93 of near misses declined, FAQs with ways to ask
 * .79 to .89 answered and .71 to .81 declined, far-off questions .97 to 1 declined) to one half.
 */
const PRIOR_SHIFT = 0.4;

export function answerProbability(features: MatchFeatures): number {
  return probability({ ...ANSWERABILITY, constant: ANSWERABILITY.constant + PRIOR_SHIFT }, features);
}
