import { expect, it } from 'vitest';
import { dayInSixMonths, reviewState } from './review-day.ts';

const NOW = new Date('2026-11-22T21:00:00Z');

it.each([
  [null, 'none'],
  ['2026-11-21', 'overdue'],
  ['2026-11-22', 'due'],
  ['2026-12-06', 'due'],
  ['2026-12-07', 'later'],
] as const)('%s is %s', (day, state) => {
  expect(reviewState(day, NOW)).toBe(state);
});

it('stays inside a shorter month', () => {
  expect(dayInSixMonths(NOW)).toBe('2027-05-22');
  expect(dayInSixMonths(new Date('2026-08-31T10:00:00Z'))).toBe('2027-02-28');
});
