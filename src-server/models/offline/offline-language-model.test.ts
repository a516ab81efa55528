import { describe, expect, test } from 'vitest';
import type { GroundedRequest, GroundedSource } from '../language-model.ts';
import { createTermRarity } from '../text/term-rarity.ts';
import { createOfflineLanguageModel } from './offline-language-model.ts';
import { viewQuestion } from './question-view.ts';
import { asksTheSame, SAME_FROM } from './same-question.ts';

const language = createOfflineLanguageModel({ nowMs: () => 0 });
const filler = 'This sentence is here to make the passage long and says nothing of use to anybody at all. ';
const long: GroundedSource = {
  label: 'KB-050: Venue',
  title: 'Venue',
  text: `${filler.repeat(5)}\n\n## Power\n\nThe grill runs on propane and needs no electricity.\n\n${filler.repeat(5)}`,
  similarity: 0.7,
  textScore: 1,
};

function ask(question: string, changes: Partial<GroundedRequest> = {}) {
  const sources = changes.sources ?? [long];
  const rarity = createTermRarity([...sources.map(({ text }) => text), ...Array.from({ length: 20 }, () => filler)]);
  const request = { question, history: [], sources, examples: [], temperature: 0, businessName: 'MyHibachi' };
  return language.answerFromSources({ ...request, termRarity: rarity, ...changes });
}

test('a long source is cut to the part that answers', async () => {
  const answer = await ask('Does the grill need electricity or propane?');
  expect(answer).toMatchObject({ answerable: true, citedSources: [0] });
  expect(answer.text).toBe('The grill runs on propane and needs no electricity.');
});

test('a misspelt question is understood', async () => {
  const answer = await ask('does the grill need elctricity or propnae');
  expect(answer).toMatchObject({ answerable: true, citedSources: [0] });
});

test('of a long letter what it asks is answered, from a source or as was learnt', async () => {
  const story =
    'Grandmother turns eighty and the whole family flies in from Oregon, where she taught piano for years. ';
  const letter = `${story.repeat(3)}Does the grill need electricity or propane? ${story.repeat(2)}`;
  expect(await ask(letter)).toMatchObject({ answerable: true, citedSources: [0] });
  const learned = { question: 'Does the grill need electricity or propane?', answer: 'Propane.', similarity: 0.95 };
  expect(await ask(letter, { examples: [learned] })).toMatchObject({ usedExample: 0, text: 'Propane.' });
});

test.each(['', '???', 'hello', '\u0000', 'a'.repeat(10_000)])('nothing is answered to %j', async (question) => {
  expect((await ask(question, { sources: [{ ...long, similarity: 0.2 }] })).answerable).toBe(false);
});

test('a source without text is never quoted', async () => {
  const empty = { ...long, title: 'Does the grill need electricity?', text: '' };
  expect((await ask('Does the grill need electricity?', { sources: [empty] })).answerable).toBe(false);
});

describe('whether two questions ask the same', () => {
  const rarity = createTermRarity(['travel fee', 'deposit', 'kids menu', 'guests price']);

  test('punctuation and case make no difference', () => {
    expect(asksTheSame('Do you TRAVEL?', 'do you travel', 0.2, rarity)).toBeGreaterThan(0.9);
  });

  test('other numbers make another question', () => {
    expect(asksTheSame('Price for 10 guests?', 'Price for 40 guests?', 0.99, rarity)).toBe(0);
  });

  test('a near cosine over other words is not enough', () => {
    expect(asksTheSame('How much is the deposit?', 'Where is the kids menu?', 0.6, rarity)).toBeLessThan(SAME_FROM);
  });
});

test.each([
  ['When do you open?', 'time'],
  ['How much is it?', 'number'],
  ['Who cooks?', 'person'],
  ['Where do you travel?', 'place'],
  ['Is there rice?', undefined],
] as const)('%s expects %s', (question, expected) => {
  expect(viewQuestion(question, new Set()).expects).toBe(expected);
});
