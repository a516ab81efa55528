import { expect, it } from 'vitest';
import { neighbour } from './neighbour.ts';

it('moves through a list and stays at its ends', () => {
  const ids = ['a', 'b', 'c'];
  expect(neighbour(ids, undefined, 1)).toBe('a');
  expect(neighbour(ids, 'gone', -1)).toBe('a');
  expect(neighbour(ids, 'a', 1)).toBe('b');
  expect(neighbour(ids, 'c', 1)).toBe('c');
  expect(neighbour(ids, 'a', -1)).toBe('a');
  expect(neighbour([], 'a', 1)).toBeUndefined();
});
