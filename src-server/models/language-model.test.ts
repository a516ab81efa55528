import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenAiServer, startOpenAiServer } from '../../tests/support/openai-server/server.ts';
import { systemClock } from '../core/clock.ts';
import { silentLog } from '../core/log.ts';
import { createModels } from './create-models.ts';
import type { GroundedRequest, GroundedSource, LanguageModel } from './language-model.ts';
import { createTermRarity } from './text/term-rarity.ts';

const cancellation: GroundedSource = {
  label: 'KB-042: Cancellation & Refund Policy',
  title: 'Cancellation & Refund Policy',
  text: `How much you get back depends on how long before the event you cancel:

- **14 or more days** before: full refund, minus a 10 % processing fee.
- **7 to 13 days** before: 50 % refund.
- **Fewer than 7 days** before: no refund, and the deposit is forfeited.`,
  similarity: 0.72,
};
const weather: GroundedSource = {
  label: 'KB-087: Weather Policy',
  title: 'Weather Policy',
  text: 'When it rains or storms, we cook under a roof or a tent that you provide. Cancellations for weather have their own terms.',
  similarity: 0.44,
};
const travel: GroundedSource = {
  label: 'KB-003: Travel Fee',
  title: 'Travel Fee',
  text: 'The first 30 miles are free. Beyond them the travel fee is $2 for each mile.',
  similarity: 0.3,
};
const sources = [cancellation, weather, travel];

const request: GroundedRequest = {
  question: 'What is your cancellation policy?',
  history: [],
  sources,
  examples: [],
  temperature: 0.3,
  businessName: 'MyHibachi',
  termRarity: createTermRarity(sources.map(({ title, text }) => `${title}\n${text}`)),
};

/** What holds for every language model, whichever is configured. */
describe.each(['offline', 'openai'] as const)('the %s language model', (kind) => {
  let server: OpenAiServer | undefined;
  let language: LanguageModel;

  beforeAll(async () => {
    server = kind === 'openai' ? await startOpenAiServer() : undefined;
    const config = server === undefined ? {} : { apiKey: 'test-key', baseUrl: server.baseUrl };
    language = createModels(config, {
      log: silentLog,
      clock: systemClock,
      recordModelCall: () => undefined,
    }).primaryLanguage;
  });
  afterAll(() => server?.stop());

  test('answers with every rule of the source, in plain text, and cites only that source', async () => {
    const answer = await language.answerFromSources(request);
    expect(answer).toMatchObject({ answerable: true, citedSources: [0], model: language.model });
    expect(answer.text).toContain('- 14 or more days before: full refund, minus a 10 % processing fee.');
    expect(answer.text).toContain('- 7 to 13 days before: 50 % refund.');
    expect(answer.text).toContain('- Fewer than 7 days before: no refund, and the deposit is forfeited.');
    expect(answer.text).not.toContain('**');
    expect(answer.confidence).toBeGreaterThan(0.7);
    expect(answer.confidence).toBeLessThanOrEqual(1);
    expect(answer.degraded).toBeUndefined();
  });

  test('cites the right source wherever it stands', async () => {
    const answer = await language.answerFromSources({ ...request, sources: [travel, weather, cancellation] });
    expect(answer.citedSources).toEqual([2]);
  });

  test('says that it does not know instead of guessing', async () => {
    const question = 'Who won the football championship in 2018?';
    const far = sources.map((source) => ({ ...source, similarity: 0.15 }));
    const answer = await language.answerFromSources({ ...request, question, sources: far });
    expect(answer).toMatchObject({ answerable: false, citedSources: [] });
    expect(answer.text).toContain("don't know");
    expect(answer.text).toContain('MyHibachi');
    expect(answer.confidence).toBeLessThan(0.5);
  });

  test('does not know anything without sources', async () => {
    const answer = await language.answerFromSources({ ...request, sources: [] });
    expect(answer).toMatchObject({ answerable: false, citedSources: [] });
  });

  test('gives the approved answer to a question that was asked before', async () => {
    const examples = [
      { question: 'Do you bring chairs?', answer: 'Yes, for $5 each.', similarity: 0.2 },
      { question: 'what is your Cancellation Policy', answer: 'Full refund up to 14 days before.', similarity: 0.97 },
    ];
    const answer = await language.answerFromSources({ ...request, examples });
    expect(answer).toMatchObject({ answerable: true, usedExample: 1, text: 'Full refund up to 14 days before.' });
  });

  test('names its version and what the call cost', async () => {
    const answer = await language.answerFromSources(request);
    expect(answer.promptVersion).toMatch(/^[a-z-]+-\d+$/);
    expect(answer.usage.inputTokens).toBeGreaterThanOrEqual(0);
    expect(answer.usage.costMicroUsd).not.toBeNull();
    expect(Number.isInteger(answer.usage.ms)).toBe(true);
  });

  test('ends with the reason of the signal', async () => {
    const signal = AbortSignal.abort(new Error('a person took over'));
    await expect(language.answerFromSources(request, { signal })).rejects.toThrow('a person took over');
  });

  test('sends nothing that breaks the protocol', () => {
    expect(server?.requests.map((sent) => sent.fault).filter((fault) => fault !== undefined) ?? []).toEqual([]);
  });
});
