import { describe, expect, it } from 'vitest';
import { clockTime, dayLabel, dueText, duration, exactTime, relativeTime } from './format-time.ts';

const ZONE = 'America/Los_Angeles';
const NOW = Date.parse('2026-11-22T20:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

describe('relative time', () => {
  it.each([
    [0, 'now'],
    [5, '5 min'],
    [59, '59 min'],
    [60, '1 h'],
    [60 * 24 * 3, '3 d'],
    [60 * 24 * 9, 'Nov 13'],
  ])('%d minutes ago is %s', (minutes, text) => {
    expect(relativeTime(minutesAgo(minutes), NOW, ZONE)).toBe(text);
  });

  it('takes a clock that runs slightly behind for now', () => {
    expect(relativeTime(minutesAgo(-1), NOW, ZONE)).toBe('now');
  });
});

describe("the business's time zone", () => {
  it('decides the day, not the zone of the machine', () => {
    // 02:00 UTC on the 22nd is still the evening of the 21st in California.
    expect(dayLabel('2026-11-22T02:00:00Z', NOW, ZONE)).toBe('Yesterday');
    expect(dayLabel('2026-11-22T18:00:00Z', NOW, ZONE)).toBe('Today');
  });

  it('is named with the exact time', () => {
    expect(exactTime('2026-11-22T02:00:00Z', ZONE)).toContain('November 21, 2026');
    expect(exactTime('2026-11-22T02:00:00Z', ZONE)).toContain('PST');
    expect(clockTime('2026-11-22T02:05:00Z', ZONE)).toMatch(/6:05\sPM/);
  });
});

it.each([
  [400, '0 s'],
  [45_000, '45 s'],
  [12 * 60_000, '12 min'],
  [60 * 60_000, '1 h'],
  [185 * 60_000, '3 h 5 min'],
  [52 * 3_600_000, '2 d 4 h'],
])('%d ms is %s', (spanMs, text) => {
  expect(duration(spanMs)).toBe(text);
});

it('says on which side of the due time we are', () => {
  expect(dueText(minutesAgo(-12), NOW)).toEqual({ text: 'due in 12 min', isOverdue: false });
  expect(dueText(minutesAgo(3), NOW)).toEqual({ text: 'overdue by 3 min', isOverdue: true });
});
