import { expect, test } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import { findStrays } from './check-sentences.ts';
import { overlapsOf } from './read-intents.ts';

/** Sentences of an intent lie around its direction. */
function sentences(intent: string, direction: number, count: number) {
  const random = seededRandom(direction + 1);
  return Array.from({ length: count }, (_, at) => ({
    text: `${intent} ${at}`,
    intent,
    vector: Array.from({ length: 6 }, (_, axis) => (axis === direction ? 1 : 0) + 0.1 * random()),
  }));
}

test('finds the sentences that stand in the wrong intent, and only those', () => {
  const examples = [...sentences('date', 0, 20), ...sentences('price', 1, 20), ...sentences('food', 2, 20)];
  const wrong = [7, 15].map((at) => ({ ...examples[at], text: `date ${100 + at}`, intent: 'price' }));
  const all = [...examples, ...wrong].map(({ text = '', intent, vector = [] }) => ({ text, intent, vector }));
  const found = findStrays(all, all.length).sort((a, b) => a.text.localeCompare(b.text));
  expect(found).toEqual([
    { text: 'date 107', intent: 'price', takenFor: 'date' },
    { text: 'date 115', intent: 'price', takenFor: 'date' },
  ]);
  expect(findStrays(all, examples.length), 'names of intents are not checked').toEqual([]);
});

test('checks one sentence an intent without failing', () => {
  const examples = [...sentences('date', 0, 1), ...sentences('price', 1, 1)];
  expect(
    findStrays(examples, 2)
      .map(({ intent }) => intent)
      .sort(),
  ).toEqual(['date', 'price']);
});

test('two intents overlap from two sentences on, whichever way, when one of them is the owner’s', () => {
  const strays = [
    { text: 'a', intent: 'gifts', takenFor: 'pricing' },
    { text: 'b', intent: 'pricing', takenFor: 'gifts' },
    { text: 'c', intent: 'gifts', takenFor: 'menu' },
    { text: 'd', intent: 'menu', takenFor: 'policy' },
    { text: 'e', intent: 'policy', takenFor: 'menu' },
  ];
  expect(overlapsOf(strays, new Set(['gifts']))).toEqual([
    { intents: ['gifts', 'pricing'], sentences: [strays[0], strays[1]] },
  ]);
});
