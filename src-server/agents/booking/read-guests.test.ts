import { expect, it } from 'vitest';
import { readGuests } from './read-guests.ts';

const AGES = { childFrom: 6, childTo: 12 };

it.each([
  ['15 adults and 5 kids', { adults: 15, children: 5 }],
  ['we are fifteen adults, two children and a baby... 1 baby', { adults: 15, children: 2, infants: 1 }],
  ['20 people including 5 kids', { adults: 15, children: 5 }],
  ['20 people (5 kids)', { adults: 15, children: 5 }],
  ['20 people and 5 kids', { adults: 20, children: 5 }],
  ['a party of twelve', { total: 12 }],
  ['for 12 people', { total: 12 }],
  ['there will be 30 of us', { total: 30 }],
  ['15 to 20 guests', { total: 20 }],
  ['two dozen people', { total: 24 }],
  ['twenty-five guests', { total: 25 }],
  ['10 adults, 3 kids under 6', { adults: 10, children: 0, infants: 3 }],
  ['10 adults and 3 kids aged 4, 7 and 9', { adults: 10, children: 2, infants: 1 }],
  ['10 adults, no kids', { adults: 10, children: 0 }],
  ['2 toddlers', { infants: 2 }],
  ['my address is 12 Oak Lane', {}],
  ['make it 14 people instead', { total: 14 }],
])('%s', (text, guests) => {
  expect(readGuests(text, AGES)).toEqual(guests);
});
