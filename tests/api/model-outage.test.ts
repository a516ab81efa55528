import { afterAll, beforeAll, expect, it } from 'vitest';
import { startChatCustomer } from '../support/chat-customer.ts';
import { type OpenAiServer, startOpenAiServer } from '../support/openai-server/server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const apiKey = 'sk-test-outage';
let openai: OpenAiServer;
let server: TestServer;

beforeAll(async () => {
  openai = await startOpenAiServer({ apiKey });
  const chatModel = 'gpt-4o-mini';
  const embeddingModel = 'text-embedding-3-small';
  server = await startTestServer({
    config: { openai: { apiKey, baseUrl: openai.baseUrl, chatModel, embeddingModel } },
  });
});
afterAll(() => server.stop());

it('goes on answering from the articles when the model can no longer be reached', async () => {
  const before = await startChatCustomer(server);
  expect((await before.ask("What's your cancellation policy?")).citations.map((one) => one.code)).toEqual(['KB-042']);

  await openai.stop();
  const customer = await startChatCustomer(server);
  const answer = await customer.ask('What is your cancellation and refund policy?');
  expect(answer.content).toContain('14 or more days');
  expect(answer.citations.map((one) => one.code)).toEqual(['KB-042']);

  const support = await server.as('support');
  const { items } = await support.conversations.messages({ id: customer.conversationId });
  expect(items.at(-1)?.metadata.degraded).toBe(true);
});
