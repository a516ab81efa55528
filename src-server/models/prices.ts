/** US dollars for a million tokens, which is the same number as millionths of a dollar for one token. */
export interface Price {
  input: number;
  output: number;
}

/** List prices as they were known when this was written. The owner's own go first. */
const LIST_PRICES: Readonly<Record<string, Price>> = {
  'gpt-4o': { input: 2.5, output: 10 },
  'gpt-4o-mini': { input: 0.15, output: 0.6 },
  'gpt-4.1': { input: 2, output: 8 },
  'gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, output: 0.4 },
  'gpt-5': { input: 1.25, output: 10 },
  'gpt-5-mini': { input: 0.25, output: 2 },
  'gpt-5-nano': { input: 0.05, output: 0.4 },
  'text-embedding-3-small': { input: 0.02, output: 0 },
  'text-embedding-3-large': { input: 0.13, output: 0 },
  'text-embedding-ada-002': { input: 0.1, output: 0 },
};

/** What a fine-tuned model costs more than the one it was trained from. */
const FINE_TUNED_FACTOR = 2;

export type OwnPrices = Readonly<Record<string, Price>>;

/**
 * What a model's tokens cost; undefined for a model that neither the owner nor the list has.
 * A dated name ("gpt-4o-mini-2024-07-18") costs what the plain one does; "ft:base:…" is a fine-tuned one.
 */
export function priceOf(model: string, own: OwnPrices = {}): Price | undefined {
  if (Object.hasOwn(own, model)) return own[model];
  const isFineTuned = model.startsWith('ft:');
  const base = (isFineTuned ? (model.split(':')[1] ?? '') : model).replace(/-\d{4}-\d{2}-\d{2}$/, '');
  const factor = isFineTuned ? FINE_TUNED_FACTOR : 1;
  const price = Object.hasOwn(LIST_PRICES, base) ? LIST_PRICES[base] : undefined;
  return price === undefined ? undefined : { input: price.input * factor, output: price.output * factor };
}

/** The price of a call. Null for a model whose price is not known: an unknown cost is not shown as nothing. */
export function costMicroUsd(
  model: string,
  inputTokens: number,
  outputTokens: number,
  own: OwnPrices = {},
): number | null {
  const price = priceOf(model, own);
  return price === undefined ? null : Math.round(price.input * inputTokens + price.output * outputTokens);
}
