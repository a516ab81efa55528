import { ANSWERABILITY_CONSTANT, ANSWERABILITY_TREES } from './answerability-trees.ts';
import { type BoostedTrees, boostedProbability, readTrees } from './boosted-trees.ts';
import { FEATURE_NAMES, type FeatureName, type MatchFeatures } from './match-features.ts';

/**
 * Fitted by tests/eval/fit-answerability.ts through the product's search, on an FAQ without ways to ask, three with three of
 * them a row, the articles of the sample workspace, and a set of Wikipedia passages: each question with its source there, with
 * it taken out, asked of the other sets, and with its topic swapped. Trees tell near misses apart better than a weighted sum of
 * the same features (AUROC in cross-validation .87 to .92 for .85 to .89 on the FAQs with ways to ask).
 */
const TREES = readTrees(ANSWERABILITY_TREES, FEATURE_NAMES);

/**
 * In the fit four of five sources were wrong ones, which drags probabilities down. The shift moves the point that answers
 * most and still declines most to what an answer needs to be sent, .6 (.49 in the fit's cross-validation: passages .83
 * answered and .94 of near misses declined, FAQs with ways to ask .80 to .88 answered and .77 to .79 declined, far-off questions
 * .96 to .99 declined).
 */
const PRIOR_SHIFT = 0.45;

const ANSWERABILITY: BoostedTrees<FeatureName> = { constant: ANSWERABILITY_CONSTANT + PRIOR_SHIFT, trees: TREES };

/** How likely a source with these features answers the question, 0..1. */
export function answerProbability(features: MatchFeatures): number {
  return boostedProbability(ANSWERABILITY, features);
}
