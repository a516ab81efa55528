import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPublishedSchemas, PUBLISHED_FILE } from './published-schemas.ts';
import { type OpenAiServer, startOpenAiServer } from './server.ts';

let server: OpenAiServer;

beforeAll(async () => {
  server = await startOpenAiServer();
  if (!server.usesPublished) console.log(`${PUBLISHED_FILE} is not here: requests are checked by our own rules alone.`);
});
afterAll(() => server.stop());

async function post(path: string, body: unknown, key = 'test-key') {
  const response = await fetch(server.baseUrl + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
const hello = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello' }] };

describe('a request that breaks the protocol is refused', () => {
  test.each([
    ['no model', '/chat/completions', { messages: hello.messages }],
    ['no messages', '/chat/completions', { model: 'gpt-4o-mini', messages: [] }],
    ['an unknown role', '/chat/completions', { ...hello, messages: [{ role: 'bot', content: 'Hello' }] }],
    ['too hot', '/chat/completions', { ...hello, temperature: 3 }],
    ['an empty text', '/embeddings', { model: 'text-embedding-3-small', input: ['a', ''] }],
    ['too many texts', '/embeddings', { model: 'text-embedding-3-small', input: Array(2049).fill('a') }],
  ])('%s', async (_, path, body) => {
    expect(await post(path, body)).toMatchObject({ status: 400 });
    expect(server.requests.at(-1)?.fault).toBeDefined();
  });

  test('a key that is not its own', async () => {
    expect(await post('/chat/completions', hello, 'other')).toMatchObject({
      status: 401,
      body: { error: { code: 'invalid_api_key' } },
    });
  });

  test.runIf(loadPublishedSchemas() !== undefined)(
    'a parameter that the published description does not know',
    async () => {
      const body = { model: 'text-embedding-3-small', input: ['a'], temperature: 1 };
      expect(await post('/embeddings', body)).toMatchObject({ status: 400 });
    },
  );
});

test('the same request always gets the same answer', async () => {
  const first = await post('/chat/completions', hello);
  expect(first.status).toBe(200);
  expect(await post('/chat/completions', hello)).toEqual(first);
});

test('a script plays once and in order', async () => {
  server.script({ kind: 'status', status: 503 }, { kind: 'content', content: 'Second.' });
  expect((await post('/chat/completions', hello)).status).toBe(503);
  expect((await post('/chat/completions', hello)).body.choices[0].message.content).toBe('Second.');
  expect((await post('/chat/completions', hello)).body.choices[0].message.content).toBe('This is the protocol server.');
});

test('lists its models', async () => {
  const response = await fetch(`${server.baseUrl}/models`, { headers: { authorization: 'Bearer test-key' } });
  expect(await response.json()).toMatchObject({ data: [{ id: 'gpt-4o-mini' }, { id: 'text-embedding-3-small' }] });
});
