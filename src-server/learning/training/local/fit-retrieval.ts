import type { ProbedSearch, Weights } from './probe.ts';

/** A question whose right passage is known. */
export interface SearchCase {
  search: ProbedSearch;
  rightChunk: string;
}

const VECTOR_SHARES = Array.from({ length: 11 }, (_, nth) => Math.round((0.3 + nth * 0.05) * 100) / 100);
const OWN_SHARES = [0, 0.15, 0.3, 0.45, 0.6];
const FEWEST_CASES = 10;
/** What a whole step away from what is shipped must gain in mean reciprocal rank: it was measured on far more questions. */
const COST_OF_DISTANCE = 0.03;

/** The weights that rank the right passages highest, by mean reciprocal rank; those that are shipped where nothing is gained. */
export function fitRetrieval(cases: readonly SearchCase[], shipped: Weights): Weights {
  if (cases.length < FEWEST_CASES) return shipped;
  const worth = (weights: Weights) =>
    meanReciprocalRank(cases, weights) -
    COST_OF_DISTANCE *
      (Math.abs(weights.vectorShare - shipped.vectorShare) + Math.abs(weights.ownShare - shipped.ownShare));
  let best = { weights: shipped, worth: worth(shipped) };
  for (const vectorShare of VECTOR_SHARES)
    for (const ownShare of OWN_SHARES) {
      const tried = { weights: { vectorShare, ownShare }, worth: worth({ vectorShare, ownShare }) };
      if (tried.worth > best.worth + 1e-9) best = tried;
    }
  return best.weights;
}

/** The mean of 1 / rank of the right passage among the first ten; 0 for one that is not there. */
export function meanReciprocalRank(cases: readonly SearchCase[], weights: Weights): number {
  const sum = cases.reduce((total, { search, rightChunk }) => {
    const rank = search.rank(weights).slice(0, 10).indexOf(rightChunk) + 1;
    return total + (rank === 0 ? 0 : 1 / rank);
  }, 0);
  return cases.length === 0 ? 0 : sum / cases.length;
}
