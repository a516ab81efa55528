import { expect, test } from 'vitest';
import { calibrationError, separation } from '../eval/confidence-figures.ts';

test('no error where as many are right as was claimed', () => {
  const sure = (right: boolean) => ({ confidence: 0.8, right });
  expect(calibrationError([sure(true), sure(true), sure(true), sure(true), sure(false)])).toBeCloseTo(0);
});

test('the error is how far claims lie from the share that was right, bin by bin', () => {
  const judged = [
    { confidence: 1, right: false },
    { confidence: 1, right: true },
    { confidence: 0.25, right: false },
    { confidence: 0.25, right: false },
  ];
  expect(calibrationError(judged)).toBeCloseTo((0.5 + 0.25) / 2);
  expect(calibrationError([])).toBe(0);
});

test('separation counts pairs in which the answerable question got more confidence', () => {
  expect(separation([0.9, 0.4], [0.5, 0.1])).toBe(3 / 4);
  expect(separation([], [0.5])).toBeNull();
});
