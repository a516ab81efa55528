import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTokenCounter, type TokenCounter } from './token-counter.ts';

describe('the token counter', () => {
  let counter: TokenCounter;
  beforeAll(() => {
    counter = startTokenCounter();
  });
  afterAll(() => counter.stop());

  it.each([
    ['', 0],
    ['How much is it per adult?', 7],
    ['A deposit of $100 holds your date.', 9],
    ['<|endoftext|>', 7],
  ])('counts %j', async (text, tokens) => {
    expect(await counter.countChat([text])).toBe(tokens + 4 + 3);
  });

  it('adds what a chat format adds to each message, and answers in the order of the questions', async () => {
    const counts = ['a', 'a b', 'a b c'].map((text) => counter.countChat([text, text, text]));
    expect(await Promise.all(counts)).toEqual([3 + 3 * 5, 3 + 3 * 6, 3 + 3 * 7]);
  });

  it('takes a text of a million letters without a space in its stride', async () => {
    const tokens = await counter.countChat(['x'.repeat(1_000_000)]);
    expect(tokens).toBeGreaterThan(50_000);
    expect(tokens).toBeLessThan(500_000);
  });

  it('says that it no longer counts, also to those who wait', async () => {
    const other = startTokenCounter();
    const waiting = expect(other.countChat(['a'])).rejects.toThrow('stopped working');
    await other.stop();
    await waiting;
    await expect(other.countChat(['a'])).rejects.toThrow('stopped working');
  });
});
