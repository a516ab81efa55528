import { expect, it } from 'vitest';
import { clockTime, longDay } from './calendar-words.ts';

it('writes days and times as customers read them', () => {
  expect(longDay('2027-03-05')).toBe('Friday, March 5, 2027');
  expect(['00:00', '12:00', '18:30', '09:05'].map(clockTime)).toEqual(['12 AM', '12 PM', '6:30 PM', '9:05 AM']);
});
