import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let admin: ApiClient;

beforeAll(async () => {
  server = await startTestServer({ startsEmpty: true });
  admin = await server.as('admin');
});
afterAll(() => server.stop());

const base64 = (text: string) => Buffer.from(text).toString('base64');
async function importOf(files: Record<string, string>): Promise<string> {
  const { id } = await admin.imports.create();
  for (const [name, text] of Object.entries(files))
    await admin.imports.addFile({ id, name, contentBase64: base64(text) });
  return id;
}
async function finish(id: string) {
  await admin.imports.start({ id });
  return vi.waitFor(
    async () => {
      const found = await admin.imports.get({ id });
      expect(found.status).toBe('done');
      return found;
    },
    { timeout: 20_000 },
  );
}

it('takes files of several kinds from preview to articles that are searched, and exports them', async () => {
  const id = await importOf({
    'Parking.md': '# Parking\n\nOur chefs park in your driveway.',
    'page.html':
      '<html><head><title>Gluten</title></head><body><p>We cook without gluten when you ask for it.</p></body></html>',
    'faq.csv': 'question,answer\nDo you cook vegan?,"Yes, with tofu."\nDo you travel?,Up to fifty miles.\n',
  });
  const { items } = await admin.imports.items({ id });
  expect(items.map(({ plan, title }) => [plan, title])).toEqual([
    ['create', 'Parking'],
    ['create', 'Gluten'],
    ['create', 'Do you cook vegan?'],
    ['create', 'Do you travel?'],
  ]);
  expect(await finish(id)).toMatchObject({ wanted: 4, written: 4, outcomes: { created: 4 } });
  const { hits } = await admin.knowledge.search({ query: 'where do the chefs park' });
  expect(hits[0]).toMatchObject({ code: 'KB-001', title: 'Parking' });

  const archive = await admin.imports.exportArticles();
  expect(archive.name).toBe('articles.zip');
  const files = unzipSync(new Uint8Array(await archive.arrayBuffer()));
  expect(Object.keys(files)).toHaveLength(4);
  expect(strFromU8(files['KB-001 parking.md'] ?? new Uint8Array())).toContain('code: KB-001');
  const again = await admin.imports.create();
  const contentBase64 = Buffer.from(await archive.arrayBuffer()).toString('base64');
  await admin.imports.addFile({ id: again.id, name: archive.name, contentBase64 });
  expect((await admin.imports.get({ id: again.id })).plans).toMatchObject({ same: 4, create: 0, change: 0 });
});

it('tells everybody how far it is, and lists what was imported', async () => {
  const owner = await server.as('owner');
  const before = await admin.imports.list({});
  const id = await importOf({ 'Hours.md': 'We answer from nine to five.' });
  await finish(id);
  const { items, nextCursor } = await owner.imports.list({ limit: 1 });
  expect(items).toMatchObject([{ id, status: 'done', createdBy: { name: 'The admin' }, fileCount: 1 }]);
  expect(nextCursor).not.toBeNull();
  const rest = await owner.imports.list({ cursor: nextCursor ?? '' });
  expect(rest.items.map((found) => found.id)).toEqual(before.items.map((found) => found.id));
  const { rows } = await server.db.query(
    "SELECT count(*)::int AS count FROM support.events WHERE type = 'import.updated' AND subject_id = $1",
    [id],
  );
  expect(rows[0]?.count).toBeGreaterThanOrEqual(3);
});

it('takes a file that is larger than other requests may be, but only from an admin', async () => {
  const { id } = await admin.imports.create();
  const text = `Long.\n\n${'word '.repeat(2_400_000)}`;
  const send = (client: ApiClient) => client.imports.addFile({ id, name: 'long.txt', contentBase64: base64(text) });
  expect((await send(admin)).items).toMatchObject([{ plan: 'failed' }]);
  await expect(send(await server.as('support'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const large = 'A'.repeat(35_000_000);
  await expect(admin.imports.addFile({ id, name: 'huge.txt', contentBase64: large })).rejects.toMatchObject({
    code: 'PAYLOAD_TOO_LARGE',
  });
});

it('says what is wrong with a request in words', async () => {
  const { id } = await admin.imports.create();
  await expect(admin.imports.addFile({ id, name: 'a.md', contentBase64: 'not base64!' })).rejects.toThrow(/base64/);
  await expect(admin.imports.choose({ id, isIncluded: true })).rejects.toThrow(/either articles or a plan/);
  await expect(admin.imports.items({ id, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  const nowhere = '00000000-0000-7000-8000-000000000000';
  await expect(admin.imports.start({ id: nowhere })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const added = admin.imports.addFile({ id: nowhere, name: 'a.md', contentBase64: base64('x') });
  await expect(added).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
