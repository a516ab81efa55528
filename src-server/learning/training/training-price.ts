/** US dollars for a million tokens that are trained on, by the beginning of a base model's name: OpenAI's list of 2026. */
const TRAINING_PRICES: readonly (readonly [prefix: string, usd: number])[] = [
  ['gpt-4o-mini', 3],
  ['gpt-4.1-mini', 5],
  ['gpt-4.1-nano', 1.5],
  ['gpt-4.1', 25],
  ['gpt-4o', 25],
];

/** What training on so many tokens, that many times over, costs in millionths of a US dollar; null where the price is not known. */
export function trainingCostMicroUsd(
  tokens: number,
  { baseModel, epochs }: { baseModel: string; epochs: number },
): number | null {
  const price = TRAINING_PRICES.find(([prefix]) => baseModel.startsWith(prefix))?.[1];
  return price === undefined ? null : Math.round(tokens * epochs * price);
}
