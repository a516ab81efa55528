import { expect, it } from 'vitest';
import { backOffMs } from './back-off.ts';

it('doubles up to the ceiling and stays within half of it', () => {
  expect([0, 1, 2, 3].map((attempt) => backOffMs(attempt, () => 1))).toEqual([500, 1000, 2000, 4000]);
  expect(backOffMs(1_000, () => 1)).toBe(5_000);
  expect(backOffMs(1_000, () => 0)).toBe(2_500);
});
