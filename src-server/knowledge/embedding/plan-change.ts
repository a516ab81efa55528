import type { NamedEmbedder } from '../../models/embedder.ts';
import { costMicroUsd } from '../../models/prices.ts';

/** OpenAI's own rule of thumb for English. Other languages need more; what was really used is shown afterwards. */
const CHARACTERS_PER_TOKEN = 4;
/** Ten US cents: about 5 million tokens of the small model, which is more than most desks hold. */
const STARTS_BY_ITSELF_BELOW_MICRO_USD = 100_000;

export interface ChangeEstimate {
  tokens: number;
  /** Null where the price of the model is not known. */
  microUsd: number | null;
}

/** What embedding so much text costs, at list price. */
export function estimateChange(
  embedder: Pick<NamedEmbedder, 'model' | 'isLocal'>,
  amount: { characters: number },
): ChangeEstimate {
  const tokens = Math.ceil(amount.characters / CHARACTERS_PER_TOKEN);
  return { tokens, microUsd: embedder.isLocal || tokens === 0 ? 0 : costMicroUsd(embedder.model, tokens, 0) };
}

/** Nobody is asked about a few cents; an unknown price is not taken for a low one. */
export function startsByItself({ microUsd }: ChangeEstimate): boolean {
  return microUsd !== null && microUsd < STARTS_BY_ITSELF_BELOW_MICRO_USD;
}
