import { expect, it } from 'vitest';
import { aboutDollars, byteSize, count, dollars, oneDecimal, percent } from './format-number.ts';

it('shows a missing figure as a dash, never as a zero', () => {
  expect(percent(null)).toBe('–');
  expect(oneDecimal(null)).toBe('–');
  expect(percent(0)).toBe('0 %');
});

it('rounds for reading', () => {
  expect(percent(0.713)).toBe('71 %');
  expect(oneDecimal(4.36)).toBe('4.4');
  expect(count(12_345)).toBe('12,345');
  expect(dollars(412_000)).toBe('$0.41');
  expect(dollars(900)).toBe('< $0.01');
  expect([412_000, 900].map(aboutDollars)).toEqual(['about $0.41', 'less than $0.01']);
  expect(dollars(0)).toBe('$0.00');
  expect(byteSize(8_123_456)).toBe('8.1 MB');
});
