import { expect, test } from 'vitest';
import { plainBlocks, plainText } from './plain-text.ts';
import { sentences } from './sentences.ts';
import { terms, words } from './words.ts';

test('Markdown is read without its marks, lists and tables as lists', () => {
  const markdown = `# Prices

**Adults** pay [$55](https://example.com) &amp; more:

- chicken
  - spicy
- *steak*

| Guest | Price |
|---|---|
| Child | $30 |`;
  expect(plainText(markdown)).toBe(
    'Prices\n\nAdults pay $55 & more:\n\n- chicken\n- spicy\n- steak\n\n- Guest: Child; Price: $30',
  );
});

test('HTML leaves its text and nothing else', () => {
  expect(plainText('Hello <b>you</b>\n\n<script>alert(1)</script><p>there</p>')).toBe('Hello you\n\nthere');
});

test('nothing and only blanks are no blocks', () => {
  expect(plainBlocks('')).toEqual([]);
  expect(plainBlocks(' \n\n ')).toEqual([]);
});

test.each([
  ['We open at 6 p.m. on Fridays. Call us!', ['We open at 6 p.m. on Fridays.', 'Call us!']],
  ['Dr. Lee paid $4.50. "Why?" He laughed.', ['Dr. Lee paid $4.50.', '"Why?"', 'He laughed.']],
  ['It costs 3.5 % (e.g. Visa). J. R. agreed.', ['It costs 3.5 % (e.g. Visa).', 'J. R. agreed.']],
  ['no end', ['no end']],
  ['', []],
])('the sentences of %j', (text, expected) => {
  expect(sentences(text)).toEqual(expected);
});

test('words are lower-case, without accents, and numbers stay whole', () => {
  expect(words("What's the crème for 1,200 guests at 3.5 %?")).toEqual([
    'what',
    's',
    'the',
    'creme',
    'for',
    '1200',
    'guests',
    'at',
    '3.5',
  ]);
});

test('terms are stems of what carries meaning', () => {
  expect(terms('How do I cancel my bookings, please?')).toEqual(['cancel', 'book']);
});
