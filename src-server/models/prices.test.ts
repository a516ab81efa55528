import { expect, test } from 'vitest';
import { costMicroUsd } from './prices.ts';

test.each([
  ['gpt-4o-mini', 1_000_000, 0, 150_000],
  ['gpt-4o-mini-2024-07-18', 0, 1_000_000, 600_000],
  ['ft:gpt-4o-mini:shop::abc', 1_000_000, 0, 300_000],
  ['text-embedding-3-small', 500, 0, 10],
  ['llama3.2', 1000, 1000, null],
])('%s for %i and %i tokens costs %s', (model, input, output, expected) => {
  expect(costMicroUsd(model, input, output)).toBe(expected);
});
