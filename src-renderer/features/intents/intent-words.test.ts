import { expect, test } from 'vitest';
import { IntentName } from '#contract/intents.ts';
import { asName } from './intent-words.ts';

test.each([
  ['Gift cards', 'gift_cards'],
  ['gift-cards  2', 'gift_cards_2'],
  ['refunds', 'refunds'],
])('a name typed as “%s” takes the form of names', (typed, name) => {
  expect(asName(typed)).toBe(name);
  expect(IntentName.parse(asName(typed))).toBe(name);
});
