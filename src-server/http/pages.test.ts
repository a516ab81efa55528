import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rawRequest } from '../../tests/support/raw-request.ts';
import { createPages } from './pages.ts';

let folder: string;
let server: Server;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teppan-pages-'));
  const root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(join(root, 'chat'));
  await writeFile(join(root, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__"><p>console</p>');
  await writeFile(join(root, 'chat', 'index.html'), '<p>chat</p>');
  await writeFile(join(root, 'assets', 'console-abc.js'), 'run()');
  await writeFile(join(root, '.hidden'), 'secret');
  await writeFile(join(folder, 'outside.txt'), 'secret');
  const app = express();
  app.use(createPages(root));
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const get = (path: string) => rawRequest(port, `GET ${path} HTTP/1.1`, ['Host: x']);

it('puts a new nonce into each view of a page and into its policy', async () => {
  const views = await Promise.all([get('/'), get('/inbox/some-id')]);
  const nonces = views.map(({ headers, body }) => {
    const nonce = /content="([^"]+)"/.exec(body)?.[1];
    expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    return nonce;
  });
  expect(new Set(nonces).size).toBe(2);
  expect(views[0]?.headers['cache-control']).toBe('no-store');
});

it('allows nothing inline, nothing foreign, and no markup made from text', async () => {
  const policy = (await get('/')).headers['content-security-policy'] ?? '';
  expect(policy).not.toMatch(/unsafe|http|\*/);
  for (const part of [
    "default-src 'none'",
    "script-src 'self';",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ])
    expect(policy).toContain(part);
});

it('serves the chat, and files that may be kept for ever', async () => {
  expect((await get('/chat')).body).toContain('chat');
  const script = await get('/assets/console-abc.js');
  expect(script).toMatchObject({ status: 200, body: 'run()' });
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
});

it.each([
  '/../outside.txt',
  '/..%2foutside.txt',
  '/%2e%2e/outside.txt',
  '/assets/../../outside.txt',
  '/assets/..%5c..%5coutside.txt',
  '/.hidden',
  '/assets/%00',
  '/chat/index.html',
  '/none.js',
])('gives nothing away for %s', async (path) => {
  const { status, body } = await get(path);
  expect(body).not.toContain('secret');
  expect(body).not.toContain('__CSP_NONCE__');
  expect([200, 400, 403, 404]).toContain(status);
});
