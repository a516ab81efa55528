import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../tests/support/embedded.ts';
import { createFixedClock } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import { silentLog } from '../core/log.ts';
import { toUnitVector } from '../models/embedder.ts';
import { getChunk } from './chunk.store.ts';
import { createImportDrafts } from './import-drafts.ts';
import { getArticleVersion } from './read-articles.ts';
import { createRunRefresh } from './refresh/run-refresh.ts';
import { createSaveArticle } from './save-article.ts';
import { createSearchKnowledge } from './search-knowledge.ts';

const BY = newId();
const clock = createFixedClock('2026-11-22T10:00:00Z');
const deps = () => ({
  db,
  clock,
  newId,
  log: silentLog,
  activeEmbedder: async () => ({
    model: 'lengths',
    embed: async (texts: readonly string[]) => texts.map((text) => toUnitVector([text.length, 1])),
  }),
});
let db: TestDatabase;

beforeAll(async () => {
  db = await openTestDatabase();
  await db.query("INSERT INTO identity.users (id, name, role) VALUES ($1, 'Ana', 'owner')", [BY]);
});
afterAll(() => db.stop());

const deposit = {
  code: 'KB-004',
  title: 'Deposit',
  bodyMarkdown: 'A deposit of $100 holds your date.',
  category: 'pricing' as const,
  tags: [],
  questions: [],
};

test('a citation opens the text as it was, whatever becomes of the article', async () => {
  const save = createSaveArticle(deps());
  const made = await save.create(deposit, BY);
  const [hit] = await createSearchKnowledge(deps())({ query: 'deposit', limit: 1 });
  const opened = async () => {
    const { title, text, articleVersion, isCurrent } = await getChunk(db, hit?.chunkId ?? '');
    expect([title, text, articleVersion]).toEqual(['Deposit', deposit.bodyMarkdown, 1]);
    return isCurrent;
  };
  expect(await opened()).toBe(true);

  const { id } = made;
  await save.update({ ...deposit, id, expectedVersion: 1, title: 'Deposits', bodyMarkdown: 'It is $150 now.' }, BY);
  expect(await opened()).toBe(false);
  await save.setStatus({ id, status: 'archived' }, BY);
  expect(await opened()).toBe(false);
  await save.setStatus({ id, status: 'published' }, BY);
  expect(await opened()).toBe(false);

  const { version: _version, createdAt: _createdAt, ...first } = await getArticleVersion(db, { id, version: 1 });
  await save.update({ ...first, id, expectedVersion: 2 }, BY);
  expect(await opened()).toBe(true);

  await createImportDrafts(deps())([{ ...deposit, bodyMarkdown: 'Imported: $200.' }], { by: BY });
  expect(await opened()).toBe(false);
  await refresh();
  expect(await opened()).toBe(false);
});

async function refresh(): Promise<void> {
  const refreshId = newId();
  await db.query("INSERT INTO ai.kb_refreshes (id, reason, requested_at) VALUES ($1, 'person', now())", [refreshId]);
  const nothing = { list: async () => [], hold: async () => [] };
  await createRunRefresh({ ...deps(), examples: nothing, createPersonalDataCheck: async () => () => false })(refreshId);
}
