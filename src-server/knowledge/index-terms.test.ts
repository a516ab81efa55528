import { describe, expect, it } from 'vitest';
import { indexTerms, titleField } from './index-terms.ts';

const learned = ['Can we pay in cash?'];

describe('titleField', () => {
  it('takes what customers asked before for one more way to ask an FAQ', () => {
    for (const faq of [
      { title: 'How can I pay?', questions: [] },
      { title: 'Payment', questions: ['Which cards do you take?'] },
    ])
      expect(titleField({ ...faq, learned })).toEqual([faq.title, ...faq.questions, ...learned]);
  });

  it('does not find an article on many things by the words that one of them was asked for in', () => {
    expect(titleField({ title: 'Our terms', questions: [], learned })).toEqual(['Our terms']);
  });
});

describe('indexTerms', () => {
  it('counts words by their stems and two neighbours as one term, in each field by itself', () => {
    const { terms, titleLength, textLength } = indexTerms(['Deposits'], 'Leave a deposit. A deposit holds the date.');
    expect(terms).toContainEqual({ term: 'deposit', titleCount: 1, textCount: 2 });
    expect(terms).toContainEqual({ term: 'a deposit', titleCount: 0, textCount: 2 });
    expect(terms).toContainEqual({ term: 'deposit hold', titleCount: 0, textCount: 1 });
    // Small words are searched for in phrases alone.
    expect(terms.map(({ term }) => term)).not.toContain('a');
    expect([titleLength, textLength]).toEqual([1, 5]);
  });
});
