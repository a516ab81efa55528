import { type OpenAiServer, startOpenAiServer } from '../support/openai-server/server.ts';
import { describeCycle } from './cycle/describe-cycle.ts';
import { expect, test } from './fixtures/teppan.ts';

const API_KEY = 'sk-test-whole-cycle';
let server: OpenAiServer;

test.use({
  // Playwright reads from the pattern what a fixture needs; this one needs nothing.
  openai: async ({ browserName: _ }, use) => {
    server = await startOpenAiServer({ apiKey: API_KEY });
    await use({ baseUrl: server.baseUrl, apiKey: API_KEY });
    await server.stop();
  },
});

test('the whole cycle with a model behind an OpenAI-compatible API', async ({ teppan }, testInfo) => {
  await describeCycle(teppan, testInfo, { modelName: 'gpt-4o-mini' });
  const routes = new Set(server.requests.map((request) => request.route));
  expect(routes).toEqual(new Set(['POST /embeddings', 'POST /chat/completions']));
  expect(server.requests.filter((request) => request.fault !== undefined)).toEqual([]);
});
