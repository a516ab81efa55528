import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatTokens, startTokenCounter, type TokenCounter } from './token-counter.ts';

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
    expect(await counter.count([text])).toBe(tokens);
  });

  it('counts several texts together, and answers in the order of the questions', async () => {
    const counts = ['a', 'a b', 'a b c'].map((text) => counter.count([text, text]));
    expect(await Promise.all(counts)).toEqual([2, 4, 6]);
  });

  it('adds what a chat format adds', () => expect(chatTokens(7, 2)).toBe(7 + 2 * 4 + 3));

  it('takes a text of a million letters without a space in its stride', async () => {
    const tokens = await counter.count(['x'.repeat(1_000_000)]);
    expect(tokens).toBeGreaterThan(50_000);
    expect(tokens).toBeLessThan(500_000);
  });

  it('says that it no longer counts, also to those who wait', async () => {
    const other = startTokenCounter();
    const waiting = expect(other.count(['a'])).rejects.toThrow('stopped working');
    await other.stop();
    await waiting;
    await expect(other.count(['a'])).rejects.toThrow('stopped working');
  });
});
