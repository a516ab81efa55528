import { describe, expect, it } from 'vitest';
import type { TraceDetail } from '#contract/trace-routes.ts';
import { traceMarkdown } from './trace-markdown.ts';
import { headlineOf, stepWords } from './trace-words.ts';

const ID = '00000000-0000-7000-8000-000000000001';
const source = {
  chunkId: ID,
  code: 'KB-042',
  title: 'Refunds',
  similarity: 0.81,
  textScore: 7.2,
  score: 0.9,
  cited: true,
};
const TRACE: TraceDetail = {
  ...{ id: ID, conversationId: ID, messageId: ID, outcome: 'answered', question: 'Can I cancel?', readAs: null },
  ...{ answer: 'With 14 days, yes.', agent: 'knowledge', intent: 'policy', intentScore: 0.8, route: null },
  ...{ steps: [{ name: 'route', ms: 3 }], retrieved: [source], examples: [], toolCalls: [] },
  checks: [{ name: 'sure enough', passed: true, detail: '88 % sure, 60 % needed' }],
  ...{ threshold: 0.6, model: 'gpt-4o-mini', attempts: [], degraded: false, promptVersion: 'answer-3' },
  ...{ inputTokens: 900, outputTokens: 40, costMicroUsd: 159, durationMs: 812, confidence: 0.88 },
  createdAt: '2026-11-22T10:00:00Z',
  passages: [
    {
      chunkId: ID,
      text: 'With 14 days\nyou get it back.',
      isCurrent: true,
      articleId: ID,
      version: 1,
      currentVersion: 1,
    },
  ],
  exchanges: [],
};

describe('the sentence on top', () => {
  it('names the source and how sure the AI was', () => {
    expect(headlineOf(TRACE)).toBe(
      'Answered from KB-042 because it was the best match and the AI was 88 % sure, where 60 % are needed.',
    );
  });

  it('names each source once, and an approved answer that has no article', () => {
    const learned = { ...source, code: null, title: 'Do you cater?' };
    expect(headlineOf({ ...TRACE, retrieved: [source, source, learned] })).toContain(
      'from KB-042 and the learned answer “Do you cater?” because',
    );
  });

  it('says what failed where nothing was answered', () => {
    const checks = [{ name: 'sure enough', passed: false, detail: '40 % sure, 60 % needed' }];
    expect(headlineOf({ ...TRACE, outcome: 'escalated', checks })).toBe(
      'Handed over to a person because 40 % sure, 60 % needed.',
    );
  });

  it('says by which rules an agent answered', () => {
    const rules = { model: 'rules', agent: 'smalltalk', retrieved: [], checks: [], threshold: null } as const;
    expect(headlineOf({ ...TRACE, ...rules, retrieved: [], checks: [] })).toBe(
      'Answered by the rules of the smalltalk agent.',
    );
  });
});

it('shows a step that it does not know by its name', () => {
  expect([stepWords('search'), stepWords('ponder')]).toEqual(['Searching', 'ponder']);
});

it('copies the page as Markdown, the texts as quotes', () => {
  const text = traceMarkdown(TRACE);
  expect(text).toContain('> With 14 days\n> you get it back.');
  expect(text).toContain('**KB-042: Refunds** (cited): meaning 0.81, words 7.2, together 0.90');
  expect(text).toContain('gpt-4o-mini, prompt answer-3, 900 tokens in, 40 out, < $0.01, 812 ms');
});
