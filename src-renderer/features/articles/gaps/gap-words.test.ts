import { expect, it } from 'vitest';
import { counted } from '../../../lib/format-number.ts';
import { trendOf } from './gap-words.ts';

it('counts one and many', () => {
  expect([counted(1, 'customer'), counted(0, 'customer'), counted(1_200, 'question')]).toEqual([
    '1 customer',
    '0 customers',
    '1,200 questions',
  ]);
});

it('tells whether a gap grows', () => {
  expect(trendOf({ thisWeek: 3, weekBefore: 1 })).toEqual({
    direction: 'up',
    text: '3 this week, 1 the week before',
  });
  expect(trendOf({ thisWeek: 0, weekBefore: 2 }).direction).toBe('down');
  expect(trendOf({ thisWeek: 2, weekBefore: 2 }).direction).toBe('same');
});
