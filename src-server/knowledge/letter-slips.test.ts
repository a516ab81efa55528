import { expect, test } from 'vitest';
import { likeness } from './correct-spelling.ts';
import { oneSlipAway, slipsApart } from './letter-slips.ts';

test.each([
  ['refund', 'refund', 0],
  ['refnd', 'refund', 1],
  ['reefund', 'refund', 1],
  ['rwfund', 'refund', 1],
  ['erfund', 'refund', 1],
  ['rfeudn', 'refund', 2],
  ['', 'abc', 3],
])('%s and %s are %i slips apart', (a, b, slips) => {
  expect(slipsApart(a, b)).toBe(slips);
  expect(slipsApart(b, a)).toBe(slips);
});

test('finds what a slip in the first two letters may have been, and nothing else', () => {
  for (const typed of ['erfund', 'efund', 'rfund', 'rrefund', 'tefund', 'rwfund'])
    expect(oneSlipAway(typed, 2)).toContain('refund');
  const near = oneSlipAway('cahnge', 2);
  expect(near).toContain('change');
  expect(near.every((word) => slipsApart(word, 'cahnge') === 1)).toBe(true);
});

test('a slip makes words alike, unless they are so short that it makes other words', () => {
  expect(likeness('refnd', 'refund')).toBeGreaterThan(0.8);
  expect(likeness('boat', 'goat')).toBeLessThan(0.6);
  expect(likeness('lobster', 'dessert')).toBeLessThan(0.6);
});
