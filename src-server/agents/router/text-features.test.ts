import { describe, expect, test } from 'vitest';
import { fitTextFeatures, pieceTerms, wordTerms } from './text-features.ts';

describe('features of wording', () => {
  test('words and pairs of words; pieces of three to five letters with the borders of words', () => {
    expect(wordTerms("Can't I pay?")).toEqual(['can', 't', 'i', 'pay', 'can t', 't i', 'i pay']);
    expect(pieceTerms('pay')).toEqual([' pa', 'pay', 'ay ', ' pay', 'pay ', ' pay ']);
    expect(pieceTerms('a')).toEqual([' a ']);
  });

  test('weighs terms as tf-idf worked by hand, at length 1', () => {
    const features = fitTextFeatures(['red fish', 'red bird', 'red red'], (text) => text.split(' '));
    const { indices, values, known } = features.toVector('fish red red whale');
    // "red" is in 3 of 3, "fish" in 1 of 3; "whale" is unknown.
    const fish = 1 + Math.log(4 / 2);
    const red = (1 + Math.log(2)) * (1 + Math.log(4 / 4));
    const length = Math.hypot(fish, red);
    expect(features.size).toBe(3);
    expect([...indices]).toEqual([1, 0]);
    expect(values[0]).toBeCloseTo(fish / length, 6);
    expect(values[1]).toBeCloseTo(red / length, 6);
    expect(known).toBeCloseTo(length / Math.hypot(length, 1 + Math.log(4)), 6);
  });

  test('a text without known terms is empty', () => {
    const { indices, known } = fitTextFeatures(['red'], wordTerms).toVector('blue');
    expect(indices).toHaveLength(0);
    expect(known).toBe(0);
  });

  test('reads only the beginning of a very long text', () => {
    expect(wordTerms('rice '.repeat(100_000)).length).toBeLessThan(500);
  });
});
