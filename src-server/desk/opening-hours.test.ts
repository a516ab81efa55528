import { expect, it } from 'vitest';
import { lastClosing, nextOpening, type OfficeHours, quietForMs } from './opening-hours.ts';

const ZONE = 'America/Los_Angeles';
const HOURS: OfficeHours = [
  { days: ['mon', 'tue', 'wed', 'thu', 'fri'], opens: '09:00', closes: '17:00' },
  { days: ['sat'], opens: '10:00', closes: '14:00' },
];
/** A moment in California in winter. */
const at = (date: string, time: string) => new Date(`${date}T${time}:00-08:00`);

it.each([
  ['2027-03-01', '09:00', undefined],
  ['2027-03-01', '16:59', undefined],
  ['2027-03-01', '08:59', { daysAhead: 0, time: '09:00' }],
  ['2027-03-01', '17:00', { daysAhead: 1, time: '09:00' }],
  ['2027-03-05', '20:00', { daysAhead: 1, time: '10:00' }],
  ['2027-03-06', '15:00', { daysAhead: 2, date: '2027-03-08', time: '09:00' }],
])('on %s at %s', (date, time, opening) => {
  const found = nextOpening(HOURS, ZONE, at(date, time));
  if (opening === undefined) expect(found).toBeUndefined();
  else expect(found).toMatchObject(opening);
});

it('opens at the hour of the day on which clocks go forward', () => {
  const sundays: OfficeHours = [{ days: ['sun'], opens: '09:00', closes: '17:00' }];
  expect(nextOpening(sundays, ZONE, at('2027-03-13', '20:00'))?.at).toEqual(new Date('2027-03-14T16:00:00Z'));
});

it.each([
  ['2027-03-01', '20:00', '2027-03-01', '17:00'],
  ['2027-03-02', '08:00', '2027-03-01', '17:00'],
  ['2027-03-08', '08:00', '2027-03-06', '14:00'],
])('closed last, on %s at %s, on %s at %s', (date, time, closedOn, closedAt) => {
  expect(lastClosing(HOURS, ZONE, at(date, time))).toEqual(at(closedOn, closedAt));
});

it('says nothing for a business without hours', () => {
  expect(nextOpening([], ZONE, at('2027-03-01', '03:00'))).toBeUndefined();
});

it.each([
  ['20:59', 0],
  ['21:00', 11 * 60],
  ['23:30', 8.5 * 60],
  ['07:59', 1],
  ['08:00', 0],
])('is quiet over midnight: at %s for %d minutes', (time, minutes) => {
  expect(quietForMs({ from: '21:00', to: '08:00' }, ZONE, at('2027-03-01', time))).toBe(minutes * 60_000);
});
