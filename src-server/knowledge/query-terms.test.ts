import { expect, test } from 'vitest';
import { likeness } from './correct-spelling.ts';
import { indexTerms } from './index-terms.ts';
import { queryTerms } from './query-terms.ts';

test('a chunk is found by stems of title and text, and by the phrases of its ways to ask', () => {
  const indexed = indexTerms(['Refund Policy', 'Can I get a refund?'], 'Refunds take ten days.');
  expect(indexed.terms).toContainEqual({ term: 'refund', titleCount: 2, textCount: 1 });
  expect(indexed.terms).toContainEqual({ term: 'can i', titleCount: 1, textCount: 0 });
  expect(indexed.terms).not.toContainEqual(expect.objectContaining({ term: 'polici can' }));
  expect(indexed).toMatchObject({ titleLength: 3, textLength: 4 });
});

test('a question is looked up by its words, each once, and its phrases', () => {
  const asked = queryTerms('Refund? When is the refund?');
  expect(asked.words).toEqual([{ term: 'refund', word: 1, weight: 1 }]);
  expect(asked.wordCount).toBe(1);
  expect(asked.phrases).toContain('when is');
});

test('a word that is corrected counts as one word', () => {
  const corrections = new Map([
    [
      'polci',
      [
        { term: 'polici', weight: 0.8 },
        { term: 'polic', weight: 0.6 },
      ],
    ],
  ]);
  const asked = queryTerms('cancel polcy', corrections);
  expect(asked.wordCount).toBe(2);
  expect(asked.words.map(({ term, word }) => [term, word])).toEqual([
    ['cancel', 1],
    ['polici', 2],
    ['polic', 2],
  ]);
});

test('a very long question is cut to a bounded number of terms', () => {
  const text = Array.from({ length: 2000 }, (_, index) => `word${index}`).join(' ');
  expect(queryTerms(text).wordCount).toBeLessThanOrEqual(64);
  expect(queryTerms(text).phrases.length).toBeLessThanOrEqual(64);
});

test('questions of small words alone, and of none, ask for nothing by words', () => {
  expect(queryTerms('what is it?').words).toEqual([]);
  expect(queryTerms('?!')).toEqual({ words: [], wordCount: 0, phrases: [] });
});

test.each([
  ['cancelat', 'cancel', true],
  ['vegetarain', 'vegetarian', true],
  ['corona', 'coronaviru', true],
  ['deposit', 'depend', false],
  ['travel', 'tray', false],
])('%s and %s are alike: %s', (a, b, alike) => {
  expect(likeness(a, b) >= 0.6).toBe(alike);
});
