import { expect, it } from 'vitest';
import { toVector, vectorColumn } from './vector.ts';

it('writes and reads a vector', () => {
  expect(toVector([0.5, -1, 2e-7])).toBe('[0.5,-1,2e-7]');
  expect(vectorColumn.parse('[0.5,-1,2e-7]')).toEqual([0.5, -1, 2e-7]);
  expect(vectorColumn.parse('[]')).toEqual([]);
});

it('refuses what is no number', () => {
  expect(() => toVector([1, Number.NaN])).toThrow(RangeError);
  expect(vectorColumn.safeParse('[1,two]').success).toBe(false);
  expect(vectorColumn.safeParse('1,2').success).toBe(false);
});
