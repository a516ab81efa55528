import { expect, it } from 'vitest';
import type { Weekday } from '../contract/business.ts';
import { findDateProblem, findStartProblem, localDate, toInstant, weekdayOf } from './business-calendar.ts';
import { sampleProfile } from './sample-profile.ts';

const ZONE = 'America/Los_Angeles';
const events = {
  ...sampleProfile().events,
  days: ['fri', 'sat', 'sun'] satisfies Weekday[],
  closedDates: ['2027-07-04'],
};
/** A Monday, 9 in the morning there. */
const now = new Date('2027-03-01T17:00:00Z');

it.each([
  ['2027-02-27', '18:00', 'past'],
  ['2027-03-03', '18:00', 'closed_day'],
  ['2027-07-04', '18:00', 'closed_date'],
  ['2027-03-05', '17:00', 'no_such_start'],
  ['2028-03-03', '18:00', 'too_far'],
  ['2027-03-05', '18:00', undefined],
])('%s at %s', (date, time, code) => {
  expect(findStartProblem({ events }, { date, time }, now, ZONE)?.code).toBe(code);
});

it('asks for its notice in hours, to the minute', () => {
  const start = { date: '2027-03-05', time: '18:00' };
  const begins = toInstant(start, ZONE).getTime();
  const notice = events.minimumNoticeHours * 3_600_000;
  expect(findStartProblem({ events }, start, new Date(begins - notice), ZONE)).toBeUndefined();
  expect(findStartProblem({ events }, start, new Date(begins - notice + 60_000), ZONE)?.code).toBe('too_soon');
});

it('takes a day as long as its last party can still be booked', () => {
  const last = toInstant({ date: '2027-03-05', time: '21:00' }, ZONE).getTime() - 48 * 3_600_000;
  expect(findDateProblem({ events }, '2027-03-05', new Date(last), ZONE)).toBeUndefined();
  expect(findDateProblem({ events }, '2027-03-05', new Date(last + 60_000), ZONE)?.code).toBe('too_soon');
});

it('knows the offset of the day, and what to do with hours that the change of the clock leaves out or repeats', () => {
  expect(toInstant({ date: '2027-03-13', time: '18:00' }, ZONE).toISOString()).toBe('2027-03-14T02:00:00.000Z');
  expect(toInstant({ date: '2027-03-14', time: '18:00' }, ZONE).toISOString()).toBe('2027-03-15T01:00:00.000Z');
  expect(toInstant({ date: '2027-03-14', time: '02:30' }, ZONE).toISOString()).toBe('2027-03-14T10:30:00.000Z');
  expect(toInstant({ date: '2027-11-07', time: '01:30' }, ZONE).toISOString()).toBe('2027-11-07T08:30:00.000Z');
});

it('tells the day of the business, not of the server', () => {
  expect(localDate(new Date('2027-03-01T05:00:00Z'), ZONE)).toBe('2027-02-28');
  expect(weekdayOf('2027-03-05')).toBe('fri');
});
