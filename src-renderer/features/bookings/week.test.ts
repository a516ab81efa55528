import { expect, it } from 'vitest';
import { addDays, mondayOf } from './week.ts';

it('finds the Monday of a week, also on Sundays and across a year', () => {
  expect(mondayOf('2027-03-01')).toBe('2027-03-01');
  expect(mondayOf('2027-03-07')).toBe('2027-03-01');
  expect(mondayOf('2027-01-01')).toBe('2026-12-28');
});

it('counts days of the calendar, whatever clocks do', () => {
  expect(addDays('2027-03-13', 7)).toBe('2027-03-20');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
});
