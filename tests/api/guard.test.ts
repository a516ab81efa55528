import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ErrorBody } from '../../src-server/contract/errors.ts';
import { contractRoutes } from '../support/contract-routes.ts';
import { rawRequest } from '../support/raw-request.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let host: string;
let bearer: string;

beforeAll(async () => {
  server = await startTestServer({ startsEmpty: true });
  host = `Host: 127.0.0.1:${server.port}`;
  bearer = `Authorization: Bearer ${await server.tokenOf('owner')}`;
});
afterAll(() => server.stop());

interface Attack {
  name: string;
  status: number;
  /** The headers beside those that every honest request has; `null` leaves the honest one out. */
  host?: string[];
  authorization?: string[];
  headers?: string[];
  method?: string;
  /** What is put in front of the path, or after it. */
  before?: string;
  after?: string;
  body?: string;
  /** Only where a token is asked for; or only for requests that write. */
  only?: 'with a role' | 'writes';
}

const FORM = 'Content-Type: application/x-www-form-urlencoded';

const ATTACKS: Attack[] = [
  { name: 'no token', status: 401, authorization: [], only: 'with a role' },
  {
    name: 'a wrong token',
    status: 401,
    authorization: [`Authorization: Bearer ${'a'.repeat(43)}`],
    only: 'with a role',
  },
  { name: 'a short token', status: 401, authorization: ['Authorization: Bearer x'], only: 'with a role' },
  {
    name: 'a token as a password',
    status: 401,
    authorization: ['Authorization: Basic b3duZXI6eA=='],
    only: 'with a role',
  },
  { name: 'a token as a cookie', status: 401, authorization: [`Cookie: token=${'a'.repeat(43)}`], only: 'with a role' },
  { name: 'two tokens', status: 400, authorization: ['Authorization: Bearer a', 'Authorization: Bearer b'] },
  { name: 'a token in the address', status: 400, after: '?token=abc' },
  { name: 'a token in the address, by another name', status: 400, after: '?x=1&access_token=abc' },
  { name: 'a foreign host', status: 421, host: ['Host: evil.test'] },
  { name: 'a foreign host with our port', status: 421, host: ['Host: evil.test:PORT'] },
  { name: 'localhost', status: 421, host: ['Host: localhost:PORT'] },
  { name: 'our address without the port', status: 421, host: ['Host: 127.0.0.1'] },
  { name: 'our address as a number', status: 421, host: ['Host: 2130706433:PORT'] },
  { name: 'two hosts', status: 421, host: ['Host: 127.0.0.1:PORT', 'Host: evil.test'] },
  { name: 'an absolute address', status: 421, before: 'http://evil.test' },
  { name: 'an absolute address that is ours', status: 421, before: 'http://127.0.0.1:PORT' },
  { name: 'a path that names a host', status: 421, before: '//evil.test' },
  { name: 'a foreign origin', status: 403, headers: ['Origin: http://evil.test'] },
  { name: 'an origin on another port', status: 403, headers: ['Origin: http://127.0.0.1:1'] },
  { name: 'the origin null', status: 403, headers: ['Origin: null'] },
  {
    name: 'our origin twice',
    status: 403,
    headers: ['Origin: http://127.0.0.1:PORT', 'Origin: http://127.0.0.1:PORT'],
  },
  { name: 'a fetch of another site', status: 403, headers: ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'] },
  { name: 'a fetch of another port', status: 403, headers: ['Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: cors'] },
  {
    name: 'a preflight',
    status: 403,
    method: 'OPTIONS',
    headers: ['Origin: http://evil.test', 'Access-Control-Request-Method: POST'],
  },
  { name: 'a preflight without an origin', status: 403, method: 'OPTIONS' },
  { name: 'TRACE', status: 403, method: 'TRACE' },
  {
    name: 'a WebSocket',
    status: 400,
    headers: ['Upgrade: websocket', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==', 'Sec-WebSocket-Version: 13'],
  },
  { name: 'plain text', status: 415, headers: ['Content-Type: text/plain'], body: '{}', only: 'writes' },
  { name: 'no content type', status: 415, body: '{}', only: 'writes' },
  { name: 'a form', status: 415, headers: [FORM], body: 'a=b', only: 'writes' },
  {
    name: 'a form of another site',
    status: 403,
    headers: [
      FORM,
      'Origin: http://evil.test',
      'Sec-Fetch-Site: cross-site',
      'Sec-Fetch-Mode: navigate',
      'Sec-Fetch-Dest: document',
    ],
    body: 'a=b',
    only: 'writes',
  },
];

const ROUTES = [
  ...contractRoutes(),
  { name: 'the OpenAPI document', method: 'GET', path: '/api/openapi.json', role: 'support' },
  { name: 'the console', method: 'GET', path: '/', role: 'public' },
  { name: 'the chat page', method: 'GET', path: '/chat', role: 'public' },
  { name: 'a file', method: 'GET', path: '/assets/x.js', role: 'public' },
  { name: 'nothing', method: 'GET', path: '/api/nothing', role: 'public' },
];

describe('the guard', () => {
  it.each(ATTACKS)('refuses $name on every route', async (attack) => {
    const wrong: string[] = [];
    const ours = (text: string) => text.replaceAll('PORT', String(server.port));
    for (const route of ROUTES) {
      if (attack.only === 'with a role' && route.role === 'public') continue;
      if (attack.only === 'writes' && route.method === 'GET') continue;
      const line = `${attack.method ?? route.method} ${ours(attack.before ?? '')}${route.path}${attack.after ?? ''} HTTP/1.1`;
      const headers = [...(attack.host ?? [host]), ...(attack.authorization ?? [bearer]), ...(attack.headers ?? [])];
      const body = attack.body ?? '';
      if (body !== '') headers.push(`Content-Length: ${body.length}`);
      const answer = await rawRequest(server.port, line, headers.map(ours), body);
      const cors = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
      const isErrorBody = ErrorBody.safeParse(JSON.parse(answer.body || 'null')).success;
      if (answer.status !== attack.status || cors.length > 0 || !isErrorBody)
        wrong.push(`${route.name}: ${answer.status} ${cors} ${answer.body.slice(0, 80)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('lets honest requests through', async () => {
    const honest = [
      [],
      [`Origin: ${server.url}`, 'Sec-Fetch-Site: same-origin'],
      ['Sec-Fetch-Site: none', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'],
    ];
    for (const headers of honest) {
      const answer = await rawRequest(server.port, 'GET /api/me HTTP/1.1', [host, bearer, ...headers]);
      expect(answer.status).toBe(200);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('opens a page from a link on another site, but not the API', async () => {
    const link = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'];
    expect((await rawRequest(server.port, 'GET /chat HTTP/1.1', [host, ...link])).status).not.toBe(403);
    expect((await rawRequest(server.port, 'GET /api/health HTTP/1.1', [host, ...link])).status).toBe(403);
    expect((await rawRequest(server.port, 'GET /API/health HTTP/1.1', [host, ...link])).status).toBe(403);
  });
});
