import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHeldTimers } from '../../../tests/support/held-timers.ts';
import {
  type OpenAiServer,
  type OpenAiServerOptions,
  startOpenAiServer,
} from '../../../tests/support/openai-server/server.ts';
import { systemClock } from '../../core/clock.ts';
import { silentLog } from '../../core/log.ts';
import { createModels } from '../create-models.ts';
import type { ModelCall } from '../model-calls.ts';

let server: OpenAiServer | undefined;
let calls: ModelCall[];

beforeEach(() => {
  calls = [];
});
afterEach(() => server?.stop());

async function embedderFor(options: OpenAiServerOptions, embeddingModel?: string) {
  server = await startOpenAiServer(options);
  const { embedder } = createModels(
    { apiKey: 'test-key', baseUrl: server.baseUrl, embeddingModel },
    {
      log: silentLog,
      clock: systemClock,
      recordModelCall: (call) => void calls.push(call),
      timer: createHeldTimers(),
    },
  );
  return { embedder, server };
}

test('splits into batches that the API takes', async () => {
  const { embedder, server: api } = await embedderFor({});
  const vectors = await embedder.embed([...Array.from({ length: 2100 }, (_, index) => `Dish ${index}`)]);
  expect(vectors).toHaveLength(2100);
  expect(api.requests.map(({ body }) => (body.input as string[]).length)).toEqual([2048, 52]);
  const [again] = await embedder.embed(['Dish 2099']);
  expect(vectors[2099]).toEqual(again);
  expect(calls[0]).toMatchObject({ model: 'text-embedding-3-small', task: 'embed', outcome: 'ok', outputTokens: 0 });
  expect(calls[0]?.inputTokens).toBeGreaterThan(2100);
});

test('keeps each batch within the tokens that the API takes', async () => {
  const { embedder, server: api } = await embedderFor({});
  await embedder.embed(Array.from({ length: 50 }, () => 'rice '.repeat(3000)));
  const lengths = api.requests.map(({ body }) => (body.input as string[]).reduce((sum, text) => sum + text.length, 0));
  expect(Math.max(...lengths)).toBeLessThanOrEqual(300_000);
  expect(api.requests.every(({ fault }) => fault === undefined)).toBe(true);
});

test('asks a wider model for 1536 dimensions', async () => {
  const { embedder, server: api } = await embedderFor(
    { models: ['text-embedding-3-large'], dimensions: 3072 },
    'text-embedding-3-large',
  );
  const [vector] = await embedder.embed(['Dish']);
  expect(vector).toHaveLength(1536);
  expect(api.requests[0]?.body.dimensions).toBe(1536);
});

test('takes a narrower model that does not know the parameter', async () => {
  const { embedder, server: api } = await embedderFor(
    { models: ['nomic-embed-text'], dimensions: 768 },
    'nomic-embed-text',
  );
  api.refuse('dimensions');
  const [vector] = await embedder.embed(['Dish']);
  expect(vector).toHaveLength(1536);
  expect(vector?.slice(768).every((value) => value === 0)).toBe(true);
  await embedder.embed(['Another dish']);
  expect(api.requests).toHaveLength(3);
});

test('refuses a wider model that cannot be asked for less', async () => {
  const { embedder, server: api } = await embedderFor({ models: ['wide'], dimensions: 4096 }, 'wide');
  api.refuse('dimensions');
  await expect(embedder.embed(['Dish'])).rejects.toThrow(
    /“wide” makes vectors of 4096 numbers.*TEPPAN_EMBEDDING_MODEL/,
  );
});

test.each([
  ['one vector is missing', { data: [{ index: 0, embedding: [1, 0] }] }],
  [
    'a vector is all zeros',
    {
      data: [
        { index: 0, embedding: [1, 0] },
        { index: 1, embedding: [0, 0] },
      ],
    },
  ],
  [
    'two vectors share an index',
    {
      data: [
        { index: 0, embedding: [1] },
        { index: 0, embedding: [1] },
      ],
    },
  ],
  ['there is no data', {}],
])('does not store it when %s', async (_, body) => {
  const { embedder, server: api } = await embedderFor({});
  api.script({ kind: 'body', body: JSON.stringify({ object: 'list', model: 'm', ...body }) });
  await expect(embedder.embed(['a', 'b'])).rejects.toMatchObject({ code: 'MODEL_FAILED' });
});

test('pays once for a question that is asked again', async () => {
  const { embedder, server: api } = await embedderFor({});
  const first = await embedder.embed(['Do you travel?']);
  first[0]?.fill(0);
  const second = await embedder.embed(['Do you travel?']);
  expect(Math.hypot(...(second[0] ?? []))).toBeCloseTo(1);
  expect(api.requests).toHaveLength(1);
});
