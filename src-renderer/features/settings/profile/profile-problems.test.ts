import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BusinessProfile } from '../../../../src-server/contract/business.ts';
import { findProfileProblems, keyFor, placesText, problemAt, readPlaces } from './profile-problems.ts';

const sample = BusinessProfile.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../../resources/sample/business.json'), 'utf8')),
);

it('finds nothing wrong with the sample, and names the field of each mistake', () => {
  expect(findProfileProblems(sample)).toEqual({});
  const wrong = {
    ...sample,
    prices: { ...sample.prices, adultCents: Number.NaN },
    refunds: sample.refunds.toReversed(),
  };
  const problems = findProfileProblems(wrong);
  expect(problems['prices.adultCents']).toBe('Give a number.');
  expect(problemAt(problems, 'refunds')).toMatch(/most days of notice/);
  expect(problemAt(problems, 'travel')).toBeUndefined();
});

it('reads places as they are written', () => {
  expect(readPlaces(placesText(sample.travel.places))).toEqual(sample.travel.places);
  expect(readPlaces(' El Dorado Hills  29 miles \n\nLodi')).toEqual([
    { name: 'El Dorado Hills', miles: 29 },
    { name: 'Lodi', miles: Number.NaN },
  ]);
});

it('makes keys that are free and that the contract takes', () => {
  expect(keyFor('NY Strip Steak!', [])).toBe('ny_strip_steak');
  expect(keyFor('Steak', ['steak', 'steak_2'])).toBe('steak_3');
  expect(keyFor('鮭', [])).toBe('item');
});
