import { describe, expect, it } from 'vitest';
import { articleTitle, chooseTitle, differentQuestions } from './gap-title.ts';

describe('the name of a gap', () => {
  it('is its most typical question that names nobody', () => {
    expect(chooseTitle(['Can [NAME_1] bring a dog?', 'May I bring\n my dog?', 'Dogs?'])).toBe('May I bring my dog?');
  });

  it('keeps the marks where every question has some, and is cut at a word', () => {
    expect(chooseTitle(['Can [NAME_1] come?'])).toBe('Can [NAME_1] come?');
    expect(chooseTitle([`Can you ${'really '.repeat(40)}come?`])).toMatch(/^Can you (really )+really…$/);
  });
});

describe("an article's title", () => {
  it.each([
    ['hi there, can the chef cook on a boat?', 'Can the chef cook on a boat?'],
    ['Hello! Quick question: do you sell gift cards?', 'Do you sell gift cards?'],
    ['We live on a boat. Can the chef cook there?', 'Can the chef cook there?'],
    ['gift cards', 'Gift cards'],
    ['Is [NAME_1] allergic?', 'Is allergic?'],
  ])('of “%s” is “%s”', (question, title) => {
    expect(articleTitle(question)).toBe(title);
  });
});

it('lists different ways to ask once each, and none that holds personal data', () => {
  const asked = [
    'Do you sell gift cards?',
    'do you sell gift cards',
    'Is [NAME_1] here?',
    'Gift cards?',
    'Any vouchers?',
  ];
  expect(differentQuestions(asked, 8)).toEqual(['Do you sell gift cards?', 'Gift cards?', 'Any vouchers?']);
  expect(differentQuestions(asked, 2)).toHaveLength(2);
});
