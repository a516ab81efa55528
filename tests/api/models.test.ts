import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { type OpenAiServer, startOpenAiServer } from '../support/openai-server/server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const apiKey = 'sk-test-models';
/** An answer may cost three times as much, so none is asked for. */
const ENOUGH_TO_SEARCH = 500;
let openai: OpenAiServer;
let server: TestServer;
let owner: ApiClient;

beforeAll(async () => {
  const models = ['gpt-4o-mini', 'gpt-4.1-mini', 'own-model', 'text-embedding-3-small'];
  openai = await startOpenAiServer({ apiKey, models });
  const openaiConfig = { apiKey, baseUrl: openai.baseUrl, chatModel: 'gpt-4o-mini' };
  server = await startTestServer({
    config: { openai: { ...openaiConfig, embeddingModel: 'text-embedding-3-small' } },
  });
  owner = await server.as('owner');
});
afterAll(async () => {
  await server.stop();
  await openai.stop();
});

beforeEach(async () => {
  const budgets = { perMessageMicroUsd: null, perDayMicroUsd: null, perMonthMicroUsd: null };
  await owner.models.update({ chain: ['gpt-4o-mini'], budgets });
  openai.requests.length = 0;
});

const chatModels = () => openai.requests.filter(({ route }) => route.includes('chat')).map(({ body }) => body.model);

it('begins with the model of the configuration and follows the chain that the owner sets, at once', async () => {
  const first = await owner.models.get();
  expect(first.models).toMatchObject([{ model: 'gpt-4o-mini', state: 'ok', isOwnPrice: false, callsToday: 0 }]);
  expect(first.models[0]?.price).toEqual({ input: 0.15, output: 0.6 });

  const changed = await owner.models.update({
    chain: ['gpt-4.1-mini', 'own-model'],
    prices: { 'own-model': { input: 1, output: 2 } },
  });
  expect(changed.models).toMatchObject([
    { model: 'gpt-4.1-mini', isOwnPrice: false },
    { model: 'own-model', isOwnPrice: true, price: { input: 1, output: 2 } },
  ]);
  await (await startChatCustomer(server)).ask("What's your cancellation policy?");
  expect(chatModels()).toEqual(['gpt-4.1-mini']);
  const [used] = (await owner.models.get()).models;
  expect(used).toMatchObject({ callsToday: 1 });
  expect(used?.spentTodayMicroUsd).toBeGreaterThan(0);
});

it('asks no model of a price over the budget, and answers from the articles', async () => {
  const { models, spend } = await owner.models.update({ budgets: { perDayMicroUsd: ENOUGH_TO_SEARCH } });
  expect(models[0]?.state).toBe('over_budget');
  expect(Date.parse(spend.dayResetsAt)).toBeGreaterThan(server.clock.now().getTime());
  const answer = await (await startChatCustomer(server)).ask("What's your cancellation policy?");
  expect(answer.citations.map(({ code }) => code)).toEqual(['KB-042']);
  expect(chatModels()).toEqual([]);

  await owner.models.update({ budgets: { perDayMicroUsd: null } });
  await (await startChatCustomer(server)).ask("What's your cancellation policy?");
  expect(chatModels()).toEqual(['gpt-4o-mini']);
});

it('tests a model, says in words what is wrong, and shows it until it works again', async () => {
  expect(await owner.models.test({ model: 'gpt-4o-mini' })).toMatchObject({ works: true, reason: null });
  openai.script({ kind: 'status', status: 401 });
  const failed = await owner.models.test({ model: 'gpt-4o-mini' });
  expect(failed).toMatchObject({ works: false, ms: null, reason: expect.stringContaining('API key') });
  expect((await owner.models.get()).models[0]).toMatchObject({ state: 'open', lastError: failed.reason });
  await owner.models.test({ model: 'gpt-4o-mini' });
  expect((await owner.models.get()).models[0]).toMatchObject({ state: 'ok', lastError: null });
});

it('refuses a chain with the same model twice', async () => {
  await expect(owner.models.update({ chain: ['gpt-4o-mini', 'gpt-4o-mini'] })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('once'),
  });
});
