import { describe, expect, test } from 'vitest';
import { givesOnlyDetails, tellsDetails } from './read-details.ts';

const NOW = new Date('2027-03-22T17:00:00Z');
const only = (text: string, asksForParty = false) => givesOnlyDetails(text, { asksForParty, now: NOW });

describe('details of a complaint', () => {
  test.each([
    'The booking number is 4821',
    'Order #MH-4821',
    'I have photos of the plates',
    'We paid $1,100 for that evening',
    'Here is the receipt. The reference is AB-10042.',
  ])('are read in “%s”, which says nothing else', (text) => {
    expect(tellsDetails(text)).toBe(true);
    expect(only(text)).toBe(true);
  });

  test.each([
    'The steak was raw in the middle. I have photos.',
    'We paid $1,100 and want a refund',
    'A voucher would be fine, the order is 4821',
  ])('are told beside something else in “%s”', (text) => {
    expect(tellsDetails(text)).toBe(true);
    expect(only(text)).toBe(false);
  });

  test.each(['Do you need photos?', 'What is my booking number?', 'The chef was late', 'yes please'])(
    'do not stand in “%s”',
    (text) => {
      expect(tellsDetails(text)).toBe(false);
      expect(only(text)).toBe(false);
    },
  );

  test('include the day of the party where that was asked for', () => {
    expect(only('It was on February 20', true)).toBe(true);
    expect(only('It was on February 20')).toBe(false);
  });

  test('are not all that a long text tells', () => {
    expect(only(`I paid 1,100 and ${'then we waited and waited and nobody said a word '.repeat(3)}`)).toBe(false);
  });
});
