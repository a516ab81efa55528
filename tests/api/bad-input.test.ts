import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ErrorBody } from '../../src-server/contract/errors.ts';
import { newId } from '../../src-server/core/ids.ts';
import { contractRoutes } from '../support/contract-routes.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: string;
let customer: string;

beforeAll(async () => {
  server = await startTestServer();
  [owner, customer] = [await server.tokenOf('owner'), await server.tokenOf('customer')];
});
afterAll(() => server.stop());

interface Answer {
  status: number;
  text: string;
}

async function send(method: string, path: string, token: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // Streams of events never end.
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) await response.body?.cancel();
  return { status: response.status, text: response.bodyUsed ? '' : await response.text() };
}

/** What an attacker or a broken program may put where an id, a number, a cursor or a text belongs. */
const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'x',
  'nul \u0000 inside',
  '\ud800',
  "'; DROP TABLE ai.messages; --",
  '../../etc/passwd',
  '%s%n{{7*7}}',
  'ä'.repeat(25_000),
  [],
  [[[]]],
  {},
  { $ne: null },
];
const FIELDS = [
  ['content', 'clientKey', 'lastSeenSeq', 'note', 'resolution', 'answer', 'question', 'reason', 'intent', 'since'],
  ['name', 'email', 'password', 'role', 'code', 'title', 'bodyMarkdown', 'category', 'tags', 'questions'],
  ['expectedVersion', 'status', 'files', 'preview', 'query', 'vector', 'limit', 'thumbs', 'stars', 'rating'],
  ['helpful', 'accurate', 'comment', 'timeZone', 'suggestions', 'policy', 'basedOn', 'contact', 'businessName'],
].flat();

describe('a request with odd values', () => {
  it.each(ODD_VALUES.map((value) => [JSON.stringify(value).slice(0, 30), value]))(
    'is answered on every route, never as a fault of ours: %s',
    async (_name, value) => {
      const wrong: string[] = [];
      for (const route of contractRoutes()) {
        const token = route.role === 'customer' ? customer : owner;
        const body = Object.fromEntries(FIELDS.map((field) => [field, value]));
        const query = new URLSearchParams(
          ['cursor', 'limit', 'search', 'view', 'status', 'after', 'days'].map((field) => [field, String(value)]),
        );
        const answer =
          route.method === 'GET'
            ? await send('GET', `${route.path}?${query.toString().slice(0, 8_000)}`, token)
            : await send(route.method, route.path, token, body);
        const isRefused = answer.status >= 400;
        const isTold = !isRefused || ErrorBody.safeParse(JSON.parse(answer.text)).success;
        if (answer.status >= 500 || !isTold) wrong.push(`${route.name}: ${answer.status} ${answer.text.slice(0, 200)}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  it.each(['x', '%00', '%F0', 'a'.repeat(5_000), '..%2f..', '0'])('is refused for the id %.20s', async (id) => {
    for (const path of ['conversations/ID', 'articles/ID', 'messages/ID/trace', 'training/datasets/ID/file']) {
      const { status, text } = await send('GET', `/api/${path.replace('ID', id)}`, owner);
      expect([400, 404]).toContain(status);
      ErrorBody.parse(JSON.parse(text));
    }
  });

  it.each(['x', 'bm9uc2Vuc2U', '{"a":1}', 'W251bGxd', '\u0000'])('is refused for the cursor %j', async (cursor) => {
    const lists = [
      'conversations',
      'escalations',
      'articles',
      'training/examples',
      `conversations/${newId()}/messages`,
    ];
    for (const list of lists) {
      const { status } = await send('GET', `/api/${list}?cursor=${encodeURIComponent(cursor)}`, owner);
      expect([400, 404], list).toContain(status);
    }
  });
});

describe('a message of a customer', () => {
  const write = (content: string) => send('POST', '/api/chat/messages', customer, { content, clientKey: newId() });

  it.each([
    ['emoji', '👩‍👩‍👧‍👦 🍣🔥 🇯🇵'],
    ['right-to-left text and its control characters', '\u202eمرحبا، كم السعر؟\u202c'],
    ['combining marks', `Z${'\u0310\u0334'.repeat(200)}`],
    ['control characters', 'a\u0007\u001b[31mb\u007f'],
    ['markup', '<script>alert(1)</script> [x](javascript:alert(1))'],
    ['4,000 characters', '長'.repeat(4_000)],
  ])('is kept as it is: %s', async (_name, content) => {
    const { status, text } = await write(content);
    expect(status).toBe(201);
    expect(JSON.parse(text).content).toBe(content);
  });

  it('is kept with a mark in the place of half a character', async () => {
    const { status, text } = await write('half \ud83d a character');
    expect(status).toBe(201);
    expect(JSON.parse(text).content).toBe('half \ufffd a character');
  });

  it.each([
    ['the character NUL', 'Hello\u0000there', /character.*remove/i],
    ['100,000 characters', 'x'.repeat(100_000), /4000 characters/],
    ['nothing but blanks', ' \n\t ', /at least 1/],
  ])('is refused with the reason: %s', async (_name, content, reason) => {
    const { status, text } = await write(content);
    expect(status).toBe(400);
    expect(ErrorBody.parse(JSON.parse(text)).message).toMatch(reason);
  });
});

describe('an import with broken files', () => {
  const good = (code: string) => `---\ncode: ${code}\ntitle: Good ${code}\ncategory: faq\n---\n\nA good text.\n`;

  it('reports each with its reason and imports the others', async () => {
    const client = await server.as('admin');
    const files = [
      { name: 'good.md', text: good('ZZ-001') },
      { name: 'no-front-matter.md', text: 'Only a text.' },
      { name: 'broken-yaml.md', text: '---\ncode: "ZZ-002\ntitle: [\n---\n\nText.' },
      { name: 'no-title.md', text: '---\ncode: ZZ-003\ncategory: faq\n---\n\nText.' },
      { name: 'no-text.md', text: '---\ncode: ZZ-004\ntitle: Empty\ncategory: faq\n---\n' },
      { name: 'odd-category.md', text: good('ZZ-005').replace('faq', 'weather') },
      { name: 'odd-code.md', text: good('number five') },
      { name: 'twice.md', text: good('ZZ-001') },
      { name: 'binary.md', text: '\u0000\u0001\u0002PNG\ufffd\ufffd' },
      { name: 'nul.md', text: good('ZZ-006').replace('A good', 'A \u0000 good') },
      { name: 'yaml-bomb.md', text: yamlBomb() },
      { name: 'tagged.md', text: '---\n!!js/function code: "x"\n---\nText.' },
      { name: 'list.md', text: '---\n- code\n- title\n---\nText.' },
      { name: 'crlf.md', text: `\ufeff${good('ZZ-007').replaceAll('\n', '\r\n')}` },
    ];
    const { id } = await client.imports.create();
    for (const { name, text } of files) {
      const contentBase64 = Buffer.from(text).toString('base64');
      await client.imports.addFile({ id, name, contentBase64 });
    }
    await client.imports.start({ id });
    await vi.waitFor(async () => expect((await client.imports.get({ id })).status).toBe('done'), 20_000);
    const { items } = await client.imports.items({ id, limit: 100 });
    expect(items.flatMap(({ outcome, file }) => (outcome === 'created' ? file : []))).toEqual([
      'good.md',
      'no-front-matter.md',
      'no-title.md',
      'crlf.md',
    ]);
    const failed = items.flatMap(({ plan, file, reason }) => (plan === 'failed' ? { file, reason } : []));
    expect(failed).toHaveLength(files.length - 4);
    for (const { file, reason } of failed) {
      expect(reason, file).toMatch(/[a-z]{3,}.*\.$/s);
      expect(reason, file).not.toMatch(/ at \/|node_modules|Error:/);
    }
  });
});

it('has logged neither what was written nor a fault', () => {
  const log = server.logged.join('');
  expect(log).not.toContain('"level":50');
  for (const text of ['DROP TABLE', 'مرحبا', 'A good text', 'half a', 'lol']) expect(log).not.toContain(text);
});

/** Aliases that unfold to a billion entries. */
function yamlBomb(): string {
  const names = [...'abcdefghi'];
  const lines = names.map((name, index) => {
    const before = names[index - 1];
    return `${name}: &${name} [${Array(9)
      .fill(before === undefined ? '"lol"' : `*${before}`)
      .join(', ')}]`;
  });
  return `---\ncode: ZZ-008\ntitle: Bomb\ncategory: faq\n${lines.join('\n')}\ntags: *i\n---\nText.`;
}
