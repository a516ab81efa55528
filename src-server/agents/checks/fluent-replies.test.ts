import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { APP_ROOT } from '../../core/app-root.ts';
import { createCompareTexts } from '../../models/compare-texts.ts';
import { createOfflineEmbedder } from '../../models/offline/offline-embedder.ts';
import { sentences } from '../../models/text/sentences.ts';
import type { FoundSource } from '../agent-deps.ts';
import { FAITHFUL, MADE_UP } from './fluent-replies.ts';
import { holdToSources } from './hold-to-sources.ts';

const ARTICLES = join(APP_ROOT, 'resources', 'sample', 'articles');
const embedder = createOfflineEmbedder();
const compareTexts = createCompareTexts(embedder);
const articles = new Map<string, string>();

beforeAll(async () => {
  for (const name of await readdir(ARTICLES))
    articles.set(name.slice(0, 6).toUpperCase(), await readFile(join(ARTICLES, name), 'utf8'));
});
afterAll(() => embedder.stop());

/** The sentences of a reply that are taken out. */
async function takenOut([code, question, text]: (typeof FAITHFUL)[number]): Promise<string[]> {
  const [, head = '', ...body] = (articles.get(code) ?? '').split('---\n');
  const source: FoundSource = {
    ...{
      chunkId: code,
      articleId: code,
      code,
      category: 'faq',
      isLearned: false,
      exampleId: null,
      questions: [],
      learnedQuestions: [],
    },
    ...{ similarity: 1, writtenSimilarity: 1, textScore: 1, textShare: 1, score: 1 },
    title: /title: (.*)/.exec(head)?.[1] ?? '',
    text: body.join('---\n'),
  };
  const { answer } = await holdToSources(
    {
      ...{ text, citedSources: [0], answerable: true, confidence: 1, model: 'fluent', promptVersion: '1' },
      usage: { inputTokens: 0, outputTokens: 0, costMicroUsd: 0, ms: 0 },
    },
    { question, sources: [source], examples: [], businessName: 'MyHibachi' },
    compareTexts,
  );
  return sentences(text).filter((sentence) => !answer.answerable || !answer.text.includes(sentence));
}

it('keeps what a fluent model says in words of its own', async () => {
  const taken = (await Promise.all(FAITHFUL.map(takenOut))).flat();
  const all = FAITHFUL.flatMap(([, , text]) => sentences(text));
  // Three of 86: a sum that was worked out, an "it's free" apart from what is, and a compliment.
  expect(taken.length / all.length, taken.join('\n')).toBeLessThanOrEqual(0.05);
});

it('takes out what comes from elsewhere, though it states nothing exact', async () => {
  const taken = (await Promise.all(MADE_UP.map(takenOut))).filter((removed) => removed.length > 0);
  // What is kept says of something in the article that it is otherwise, without a number or a binding word.
  expect(taken.length / MADE_UP.length).toBeGreaterThanOrEqual(0.9);
});
