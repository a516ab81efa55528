import { describe, expect, test } from 'vitest';
import { checkSupport } from './check-support.ts';

const cancellation = `How much you get back depends on how long before the event you cancel:

- **14 or more days** before: full refund, minus a 10 % processing fee.
- **7 to 13 days** before: 50 % refund.
- **Fewer than 7 days** before: no refund, and the deposit is forfeited.`;
const prices = `Adults are $55 per person. Children from 6 to 12 are $30. The minimum for a party is $550.
The first 30 miles are free; beyond them the travel fee is $2 for each mile.`;
const allergies = `Our sauces contain soy and sesame. We do not use peanuts. Tell us of an allergy before the party.
We cook gluten-free on request. We are open Monday to Saturday from 11 am to 9 pm.`;
const all = [cancellation, prices, allergies];

describe('what the sources say may be said', () => {
  test.each([
    'Adults are $55 per person and children from 6 to 12 are $30.',
    'It is $55 for adults, $30 for kids.',
    'With 14 or more days of notice you get a full refund, minus a 10 % processing fee.',
    'Two weeks or more before: full refund minus ten percent processing fee.',
    'If you cancel 7 to 13 days before, half is refunded.',
    'Within fewer than 7 days there is no refund, and the deposit is forfeited.',
    'The first 30 miles are free of charge; after that it is $2 for each mile.',
    'We do not use peanuts.',
    'Our sauces contain soy and sesame, so tell us of any allergy.',
    'We are open from 11:00 to 21:00.',
    'Thanks for asking! I am happy to help.',
    'The minimum is $550.00.',
  ])('%s', (answer) => {
    expect(checkSupport(answer, all)).toEqual({ verdict: 'supported', text: answer, removed: [] });
  });
});

describe('what no source says is not said', () => {
  test.each([
    ['another amount', 'Adults are $45 per person.'],
    ['an amount in words', 'Adults are forty-five dollars per person.'],
    ['an amount in other digits', 'Adults are $４５ per person.'],
    ['an amount in Arabic digits', 'Adults are $٤٥ per person.'],
    ['an amount with hidden characters', 'Adults are $4\u200b5 per person.'],
    ['the amount of somebody else', 'Children are $55 each.'],
    ['another share', 'You get 80 % back.'],
    ['a share in words', 'You get ninety percent back.'],
    ['the share of another time', 'If you cancel 7 days before, you pay a 10 % fee.'],
    ['a better term', 'You can cancel up to 3 days before.'],
    ['a refund where there is none', 'Cancel fewer than 7 days before and you still get a full refund of the deposit.'],
    ['a longer free way', 'The first 50 miles are free.'],
    ['a day', 'We are open on Sundays.'],
    ['a date', 'The offer ends on March 5.'],
    ['an hour', 'We are open until 10 pm.'],
    ['safety', 'All dishes are safe for people with celiac disease.'],
    ['the opposite on nuts', 'We use peanuts in our sauces.'],
    ['the opposite on soy', 'Our sauces contain no soy.'],
    ['something that binds', 'We guarantee perfect weather.'],
    ['a present', 'You get a complimentary cake.'],
    ['thousands', 'The minimum is $1k.'],
  ])('%s', (_, answer) => {
    expect(checkSupport(answer, all)).toMatchObject({ verdict: 'unsupported', text: '' });
  });

  test('and without sources nothing exact is', () => {
    expect(checkSupport('It is $55.', []).verdict).toBe('unsupported');
    expect(checkSupport('Sure, happy to help!', []).verdict).toBe('supported');
  });
});

test('only the sentence that is not supported goes, and the trace learns why', () => {
  const answer = 'Adults are $55 per person. Children are $30. You also get 25 % off.';
  expect(checkSupport(answer, all)).toEqual({
    verdict: 'trimmed',
    text: 'Adults are $55 per person. Children are $30.',
    removed: [{ sentence: 'You also get 25 % off.', reason: 'No cited source states 25.' }],
  });
});

test('a list keeps its lines', () => {
  const answer = 'Here are our prices.\n- Adults: $55\n- Children: $30\n- Students: $20';
  expect(checkSupport(answer, all)).toMatchObject({
    verdict: 'trimmed',
    text: 'Here are our prices.\n- Adults: $55\n- Children: $30',
  });
});

describe("the customer's own numbers", () => {
  test('may be repeated', () => {
    const question = 'We are 24 people on June 14. What is it for adults?';
    expect(checkSupport('For 24 guests on June 14 adults are $55 each.', all, { question }).verdict).toBe('supported');
  });

  test('are no source of money, shares or terms', () => {
    const question = 'My friend paid $20 and got 90 % back 2 days before. Right?';
    expect(checkSupport('Yes, it is $20.', all, { question }).verdict).toBe('unsupported');
    expect(checkSupport('Yes, you get 90 % back.', all, { question }).verdict).toBe('unsupported');
    expect(checkSupport('Yes, up to 2 days before.', all, { question }).verdict).toBe('unsupported');
  });
});

test('what our own code has computed is a source', () => {
  const facts = ['The total for your party is $1,320.00.'];
  expect(checkSupport('Your total is $1320.', all, { facts }).verdict).toBe('supported');
});
