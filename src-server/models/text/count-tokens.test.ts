import { describe, expect, it } from 'vitest';
import { countChatTokens, countTokens } from './count-tokens.ts';

describe('countTokens', () => {
  // What o200k_base counts stands beside each.
  it.each([
    ['', 0, 0],
    ['How much is it per adult?', 7, 7],
    ['$55 per adult. Children from 6 to 12 are $30, and children under 6 eat free.', 23, 25],
    ['A deposit of $100 holds your date.', 9, 9],
    ['Each party has a minimum of $550, which is 10 adults.', 15, 16],
  ])('counts %j about as the tokenizer does', (text, low, high) => {
    expect(countTokens(text)).toBeGreaterThanOrEqual(low);
    expect(countTokens(text)).toBeLessThanOrEqual(high);
  });

  it('takes a long word for several tokens, and a text of a million letters in its stride', () => {
    expect(countTokens('Geburtstagsfeierlichkeiten')).toBe(3);
    expect(countTokens('x'.repeat(1_000_000))).toBe(Math.ceil(999_999 / 9));
  });

  it('adds what a chat format adds', () => {
    expect(countChatTokens(['a', 'b', 'c'])).toBe(3 + 3 * 5);
  });
});
