import { expect, test } from 'vitest';
import { fitWordEvidence } from './word-evidence.ts';

const speaks = fitWordEvidence(['red fish', 'red bird', 'blue fish'], [0, 0, 1]);

test('weighs words as worked by hand: how much commoner they are in the intent', () => {
  // 6 words in all, 4 of them of intent 0; 4 different ones.
  const common = (count: number) => (count + 0.5) / (6 + 0.5 * 4);
  const red = Math.log(0.3 + (0.7 * (2 / 4)) / common(2));
  const fish = Math.log(0.3 + (0.7 * (1 / 4)) / common(2));
  expect(speaks('Red red fish', 0)).toBeCloseTo((red + fish) / 2, 6);
});

test('words of another intent and unknown words speak against it', () => {
  expect(speaks('blue', 0)).toBeCloseTo(Math.log(0.3), 6);
  expect(speaks('whale', 0)).toBeCloseTo(Math.log(0.3), 6);
  expect(speaks('', 0)).toBeCloseTo(Math.log(0.3), 6);
  expect(speaks('red whale', 0)).toBeLessThan(speaks('red', 0));
});
