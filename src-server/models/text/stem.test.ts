import { expect, test } from 'vitest';
import { stem } from './stem.ts';

test.each([
  ['caresses', 'caress'],
  ['ponies', 'poni'],
  ['cats', 'cat'],
  ['feed', 'feed'],
  ['agreed', 'agre'],
  ['plastered', 'plaster'],
  ['motoring', 'motor'],
  ['sing', 'sing'],
  ['conflated', 'conflat'],
  ['hopping', 'hop'],
  ['falling', 'fall'],
  ['filing', 'file'],
  ['happy', 'happi'],
  ['sky', 'sky'],
  ['relational', 'relat'],
  ['vietnamization', 'vietnam'],
  ['hopefulness', 'hope'],
  ['electricity', 'electr'],
  ['adjustment', 'adjust'],
  ['adoption', 'adopt'],
  ['probate', 'probat'],
  ['rate', 'rate'],
  ['controlling', 'control'],
  ['roll', 'roll'],
  ['cancellation', 'cancel'],
  ['cancelled', 'cancel'],
  ['refunded', 'refund'],
  ['guests', 'guest'],
  ['is', 'is'],
])('the stem of %s is %s', (word, expected) => {
  expect(stem(word)).toBe(expected);
});

test('leaves numbers and other scripts alone', () => {
  expect(['14', 'covid19', '寿司', 'crème'].map(stem)).toEqual(['14', 'covid19', '寿司', 'crème']);
});
