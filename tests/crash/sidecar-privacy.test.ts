import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { newId } from '../../src-server/core/ids.ts';
import { createTestFolder } from '../support/embedded.ts';
import { type OpenAiServer, startOpenAiServer } from '../support/openai-server/server.ts';
import { type SourceSidecar, startSourceSidecar } from './source-sidecar.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** What must never be written down or shown. None of it is a word that the program uses itself. */
const SECRETS = {
  key: 'sk-canarykey4711canarykey4711',
  password: 'kanarienvogel-im-kohlenschacht',
  name: 'Quizzacious Canaryson',
  phone: '+1 415 555 0142',
  email: 'canary.person@example.test',
  message: 'zebrafinch cantata',
  article: 'xanthic budgerigar',
  note: 'querulous parakeet',
};

let dataDir: string;
let model: OpenAiServer;
let sidecar: SourceSidecar;

/** Walks through what a desk does, with secrets in all places and a model service that now and then has a fault. */
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'teppan-privacy-'));
  await createTestFolder(dataDir);
  model = await startOpenAiServer({ apiKey: SECRETS.key });
  sidecar = startSourceSidecar({ dataDir, openai: { baseUrl: model.baseUrl, apiKey: SECRETS.key } });
  await sidecar.ready;
  await beCustomer();
  await beStaff();
  await breakRequests();
});
afterAll(async () => {
  await sidecar.kill();
  await model.stop();
  await rm(dataDir, { recursive: true });
});

async function beCustomer(): Promise<void> {
  const owner = sidecar.client();
  const { conversationId, token } = await owner.chat.start({ name: SECRETS.name, contact: SECRETS.email });
  const customer = sidecar.client(token);
  // A service that repeats in its error what it was asked, as some do.
  const message = `Cannot read: I am ${SECRETS.name}, ${SECRETS.phone}: ${SECRETS.message}`;
  model.script({ kind: 'status', status: 400, message }, { kind: 'status', status: 500, message });
  const content = `${SECRETS.message}. I am ${SECRETS.name}, call ${SECRETS.phone} or write to ${SECRETS.email}.`;
  await customer.chat.send({ content, clientKey: newId() });
  await vi.waitFor(async () => expect((await customer.chat.state()).isAnswering).toBe(false), { timeout: 60_000 });
  await owner.conversations.takeOver({ id: conversationId });
  await owner.conversations.reply({ id: conversationId, content: SECRETS.message, clientKey: newId() });
  await owner.conversations.addNote({ id: conversationId, content: SECRETS.note });
  await owner.conversations.list({ view: 'all', search: SECRETS.name });
}

async function beStaff(): Promise<void> {
  const owner = sidecar.client();
  const { email, password, name } = SECRETS;
  await owner.users.create({ name, email, password, role: 'support' });
  await owner.sessions.signIn({ email, password });
  await owner.sessions.signIn({ email, password: `${password}x` }).catch(() => undefined);
  await owner.knowledge.search({ query: SECRETS.message });
  const title = SECRETS.article;
  await owner.knowledge.create({
    code: 'KB-900',
    title,
    bodyMarkdown: title,
    category: 'faq',
    tags: [],
    questions: [],
  });
}

/** Requests that are refused, and one that overruns the database. */
async function breakRequests(): Promise<void> {
  const { url } = await sidecar.ready;
  const headers = { authorization: `Bearer ${sidecar.token}`, 'content-type': 'application/json' };
  for (const body of [`{"content": "${SECRETS.message}`, JSON.stringify({ content: `${SECRETS.message}\0` })])
    await fetch(`${url}/api/conversations/${newId()}/notes`, { method: 'POST', headers, body });
  await fetch(`${url}/api/conversations?search=${encodeURIComponent(SECRETS.name)}&cursor=x`, { headers });
}

it('logs none of it, at the most talkative level', async () => {
  expect(sidecar.log()).toContain('"path":"/api/conversations"');
  await sidecar.terminate();
  const log = sidecar.log().toLowerCase();
  for (const [what, secret] of Object.entries({ ...SECRETS, token: sidecar.token }))
    expect(log.includes(secret.toLowerCase()), `${what}: ${around(log, secret)}`).toBe(false);
  sidecar = startSourceSidecar({ dataDir, openai: { baseUrl: model.baseUrl, apiKey: SECRETS.key } });
  await sidecar.ready;
});

it.skipIf(process.platform !== 'linux')('shows none of it in its arguments and environment', async () => {
  for (const file of ['cmdline', 'environ']) {
    const text = await readFile(`/proc/${sidecar.pid}/${file}`, 'utf8');
    for (const secret of [SECRETS.key, sidecar.token, model.baseUrl]) expect(text).not.toContain(secret);
  }
});

it('keeps its folder to the owner of the account', async () => {
  await sidecar.client().system.backUp();
  const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
  expect(await modeOf(dataDir)).toBe('700');
  for (const name of await readdir(dataDir)) expect([name, await modeOf(join(dataDir, name))]).toEqual([name, '700']);
  const backups = join(dataDir, 'backups');
  for (const name of await readdir(backups)) expect([name, await modeOf(join(backups, name))]).toEqual([name, '600']);
});

function around(text: string, secret: string): string {
  const at = text.indexOf(secret.toLowerCase());
  return at === -1 ? 'nowhere' : text.slice(Math.max(0, at - 300), at + 100);
}
