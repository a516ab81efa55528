import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DiffPart, diffWords } from './diff-words.ts';

const without = (parts: DiffPart[], kind: DiffPart['kind']) =>
  parts
    .filter((part) => part.kind !== kind)
    .map((part) => part.text)
    .join('');

it('marks only the words that changed', () => {
  expect(diffWords('We need 7 days notice', 'We need 14 days notice')).toEqual([
    { kind: 'same', text: 'We need ' },
    { kind: 'removed', text: '7' },
    { kind: 'added', text: '14' },
    { kind: 'same', text: ' days notice' },
  ]);
});

it('has nothing to mark in equal texts', () => {
  expect(diffWords('same', 'same')).toEqual([{ kind: 'same', text: 'same' }]);
  expect(diffWords('', '')).toEqual([]);
});

it('gives back both texts, whatever they are', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const parts = diffWords(before, after);
      expect(without(parts, 'added')).toBe(before);
      expect(without(parts, 'removed')).toBe(after);
    }),
  );
});
