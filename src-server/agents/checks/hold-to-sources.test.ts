import { expect, it } from 'vitest';
import type { GroundedAnswer } from '../../models/language-model.ts';
import type { FoundSource } from '../agent-deps.ts';
import { holdToSources } from './hold-to-sources.ts';

const source: FoundSource = {
  chunkId: 'c1',
  articleId: 'a1',
  code: 'KB-004',
  title: 'Deposit and Balance',
  text: 'A $100 deposit holds your date and time. The balance is due on the day of the party.',
  category: 'pricing',
  isLearned: false,
  exampleId: null,
  similarity: 0.9,
  writtenSimilarity: 0.9,
  textScore: 3,
  textShare: 1,
  score: 1,
  questions: [],
  learnedQuestions: [],
};
const answer = (text: string): GroundedAnswer => ({
  text,
  citedSources: [0],
  answerable: true,
  confidence: 0.9,
  model: 'fluent-1',
  promptVersion: '1',
  usage: { inputTokens: 1, outputTokens: 1, costMicroUsd: 1, ms: 1 },
});
/** Judges every sentence in doubt as far from all sources. */
const hold = (text: string) =>
  holdToSources(
    answer(text),
    { question: 'How much is the deposit?', sources: [source], examples: [], businessName: 'MyHibachi' },
    async (texts) => texts.map(() => 0),
  );

it('lets an answer stand that its source states', async () => {
  expect(await hold('A deposit of $100 holds your date.')).toMatchObject({
    answer: { answerable: true, text: 'A deposit of $100 holds your date.' },
    check: { passed: true },
  });
});

it('takes out a sum that no source names, and says so', async () => {
  const held = await hold(
    'A deposit of $100 holds your date. The balance is due on the day. It earns you a $25 voucher.',
  );
  expect(held.answer.text).not.toContain('$25');
  expect(held.answer.text).toContain('$100');
  expect(held.check).toMatchObject({ passed: false, detail: expect.stringContaining('$25') });
});

it('counts an answer as none when what it states is made up', async () => {
  expect((await hold('The deposit is $75.')).answer).toMatchObject({
    answerable: false,
    confidence: 0,
    citedSources: [],
  });
});
