import { describe, expect, it } from 'vitest';
import { isLowValueQuestion, normaliseText } from './question-value.ts';

describe('isLowValueQuestion', () => {
  it.each([
    'ok thanks',
    'Hi!',
    '👍',
    'Sounds good, thank you so much!!',
    'yes please',
    '',
    '   ',
    'Hello there, how are you?',
    "ok that's great [NAME_1]",
    '20',
  ])('leaves %j out', (text) => expect(isLowValueQuestion(text)).toBe(true));

  it.each([
    'price?',
    "What's your cancellation policy?",
    'thanks! do you bring tables?',
    'Is the deposit refundable',
    'how much for 20 people',
    'vegan options?',
  ])('keeps %j', (text) => expect(isLowValueQuestion(text)).toBe(false));
});

describe('normaliseText', () => {
  it('gives texts that differ in case, spacing and punctuation one form', () => {
    expect(normaliseText("  What's   your PRICE?! ")).toBe(normaliseText('whats your price'));
  });
});
