import { expect, it } from 'vitest';
import { collapseDuplicates } from './collapse-duplicates.ts';

const RULE = 'A deposit of one hundred dollars holds your date, and it is refundable until four days before the party.';
const hit = (id: string, title: string, text: string, isLearned = false) => ({ id, title, text, isLearned });
const collapse = (hits: ReturnType<typeof hit>[], limit = 5) =>
  collapseDuplicates(hits, limit, (article) => article).map((one) => one.id);

it('keeps the best of passages that say the same under the same title, and fills the limit with the next', () => {
  const hits = [
    hit('first', 'Deposit', RULE),
    hit('copy', 'Deposit', `${RULE} Thanks!`),
    hit('second', 'Rain', 'We cook under cover.'),
    hit('third', 'Parking', 'Two spaces at the back.'),
  ];
  expect(collapse(hits, 2)).toEqual(['first', 'second']);
});

it('keeps one answer that stands under two questions, as they are asked in different ways', () => {
  expect(collapse([hit('a', 'Is there a deposit?', RULE), hit('b', 'Can I get money back?', RULE)])).toEqual([
    'a',
    'b',
  ]);
});

it('keeps texts that only begin alike', () => {
  const other = RULE.replace('one hundred dollars', 'two hundred dollars for every ten guests who come');
  expect(collapse([hit('a', 'Deposit', RULE), hit('b', 'Deposit', other)])).toEqual(['a', 'b']);
});

it('puts the article in the place of an approved answer that repeats it, whichever came first', () => {
  const article = hit('article', 'Deposit', RULE);
  const learned = hit('learned', 'Do you take money up front?', RULE, true);
  const other = hit('other', 'Rain', 'We cook under cover.');
  expect(collapse([learned, other, article])).toEqual(['article', 'other']);
  expect(collapse([article, other, learned])).toEqual(['article', 'other']);
});
