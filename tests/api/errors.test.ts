import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isApiError } from '../../src-server/contract/client.ts';
import { ErrorBody } from '../../src-server/contract/errors.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ startsEmpty: true });
});
afterAll(() => server.stop());

async function post(path: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return {
    status: response.status,
    id: response.headers.get('x-request-id'),
    body: ErrorBody.parse(await response.json()),
  };
}

describe('errors', () => {
  it('names the field and what is wrong with it, in plain words', async () => {
    const { status, id, body } = await post('/api/sessions', '{"email":"no"}');
    expect(status).toBe(400);
    expect(body).toEqual({
      code: 'BAD_INPUT',
      message: 'email: This is not an e-mail address. password: This is missing.',
      requestId: id,
      issues: [
        { path: 'email', message: 'This is not an e-mail address.' },
        { path: 'password', message: 'This is missing.' },
      ],
    });
  });

  it.each([
    ['broken JSON', '{"email":', 400, 'BAD_INPUT', {}],
    ['not an object', '7', 400, 'BAD_INPUT', {}],
    ['too much', `"${'x'.repeat(10_000_001)}"`, 413, 'PAYLOAD_TOO_LARGE', {}],
    ['an unknown encoding', '{}', 415, 'UNSUPPORTED_MEDIA_TYPE', { 'content-encoding': 'rot13' }],
    [
      'an unknown character set',
      '{}',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { 'content-type': 'application/json; charset=klingon' },
    ],
    ['prototype pollution', '{"__proto__":{"email":"a@b.cd","password":"x"}}', 400, 'BAD_INPUT', {}],
  ])('answers %s in the one format', async (_name, text, status, code, headers) => {
    const answer = await post('/api/sessions', text, headers);
    expect(answer).toMatchObject({ status, body: { code, requestId: answer.id } });
  });

  it.each(['/api/nothing', '/api/users/%E0%A4%A', '/assets/none.js', '/..%2f..%2fpackage.json', '/index.html'])(
    'answers %s in the one format',
    async (path) => {
      const response = await fetch(`${server.url}${path}`, {
        method: path.includes('users') ? 'PATCH' : 'GET',
        headers: { authorization: `Bearer ${await server.tokenOf('owner')}` },
      });
      expect([400, 404]).toContain(response.status);
      ErrorBody.parse(await response.json());
    },
  );

  it('keeps its insides to itself, and logs them once under the number that it tells', async () => {
    const client = await server.as('owner');
    await server.db.query('ALTER TABLE identity.users RENAME COLUMN name TO hidden');
    const error = await client.users.list().catch((e: unknown) => e);
    await server.db.query('ALTER TABLE identity.users RENAME COLUMN hidden TO name');
    if (!isApiError(error)) throw error;
    expect(error).toMatchObject({ code: 'INTERNAL', status: 500 });
    expect(error.message).not.toMatch(/column|name/);
    const lines = server.logged.filter((line) => line.includes('"level":50'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(error.data.requestId);
    expect(lines[0]).toContain('column');
  });

  it('reaches the typed client as a typed error', async () => {
    const client = await server.as('owner');
    const error = await client.users
      .update({ id: '00000000-0000-7000-8000-000000000000', name: 'X' })
      .catch((e: unknown) => e);
    if (!isApiError(error)) throw error;
    expect(error).toMatchObject({ code: 'NOT_FOUND', status: 404 });
    expect(error.data.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(error.message).toMatch(/no such person/);
  });

  it('carries the issues of fields to the typed client', async () => {
    const client = await server.as('owner');
    const error = await client.users
      .create({ name: '', email: 'x', role: 'support', password: 'short' })
      .catch((e: unknown) => e);
    if (!isApiError(error)) throw error;
    expect(error.data.issues?.map(({ path }) => path)).toEqual(['name', 'email', 'password']);
  });
});
