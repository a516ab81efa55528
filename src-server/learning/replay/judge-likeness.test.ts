import { describe, expect, it } from 'vitest';
import { createJudgeLikeness } from './judge-likeness.ts';

const judge = createJudgeLikeness({
  readClaims: (text) => text.match(/\$\d+/g) ?? [],
  compareTexts: async ([text = ''], [other = '']) => [text === other ? 1 : 0.6],
});

describe('the likeness of two answers', () => {
  it('is 1 for the same words, less for other ones, and 0 for nothing', async () => {
    const text = 'Please have the tables and chairs ready.';
    expect(await judge(text, text)).toBe(1);
    expect(await judge('Tables and chairs must be ready before we come.', text)).toBeCloseTo(0.8, 9);
    expect(await judge('We love cats.', text)).toBeCloseTo(0.3, 9);
    expect(await judge(' ', text)).toBe(0);
  });

  it('is 0 where the figures contradict each other, however alike they read', async () => {
    expect(await judge('The deposit is $500.', 'The deposit is $100.')).toBe(0);
    // To say less, or more, is no contradiction.
    expect(await judge('There is a deposit.', 'The deposit is $100.')).toBeGreaterThan(0.5);
    expect(
      await judge('The deposit is $100, and the rest of $400 is due then.', 'The deposit is $100.'),
    ).toBeGreaterThan(0.5);
  });
});
