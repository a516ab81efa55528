import { expect, test } from 'vitest';
import { askedPart, askingSentences } from './asked-part.ts';

const STORY = 'We met at the lake last summer with the whole family. It was a lovely evening with many stories. ';
const LETTER = STORY.repeat(6);

test('a short question stays as it is', () => {
  expect(askedPart('We love it here. Can I cancel? Thanks.')).toBe('We love it here. Can I cancel? Thanks.');
});

test('of a letter, what asks and the sentence before it', () => {
  expect(askedPart(`${LETTER}The weather looks bad on Friday. Can we move it? ${LETTER}`)).toBe(
    'The weather looks bad on Friday. Can we move it?',
  );
  expect(askingSentences(`${LETTER}The weather looks bad on Friday. Can we move it? ${LETTER}`)).toBe(
    'Can we move it?',
  );
});

test('a question without its mark, and one that is asked in a roundabout way', () => {
  expect(askedPart(`${LETTER}\n\nhow much is a party of ten\n${LETTER}`)).toContain('how much is a party of ten');
  expect(askedPart(`${LETTER} I would like to know whether you cook outdoors. ${LETTER}`)).toContain('outdoors');
});

test('a letter that asks nothing stays whole', () => {
  expect(askedPart(LETTER)).toBe(LETTER);
});
