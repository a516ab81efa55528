import { expect, test } from 'vitest';
import { partsOf, saidWords } from './feedback-words.ts';

test('shows the parts that added something', () => {
  const parts = { thumbsUp: 0.3, fiveStars: 0, helpful: 0.2, accurate: 0.3 };
  expect(partsOf({ score: 0.8, parts, thumbsDown: false })).toEqual([
    { label: 'Thumbs up', value: 0.3 },
    { label: 'Helpful', value: 0.2 },
    { label: 'Accurate', value: 0.3 },
  ]);
});

test('puts what was said and what was done into words', () => {
  const nothing = { thumbs: null, stars: null, helpful: null, accurate: null, comment: null, wrongBecause: null };
  const at = '2026-11-29T10:00:00Z';
  expect(
    saidWords({ ...nothing, by: 'staff', name: 'Ada', thumbs: 'down', wrongBecause: 'out_of_date', signal: null, at }),
  ).toBe('thumbs down, it is out of date');
  expect(saidWords({ ...nothing, by: 'conduct', name: null, signal: 'asked_for_person', at })).toBe(
    'asked for a person',
  );
});
