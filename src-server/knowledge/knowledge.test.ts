import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../tests/support/embedded.ts';
import { createFixedClock } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import { silentLog } from '../core/log.ts';
import { EMBEDDING_DIMENSIONS, toUnitVector } from '../models/embedder.ts';
import { terms } from '../models/text/words.ts';
import { parseArticleFile } from './article-file.ts';
import { readArticleFolder } from './article-folder.ts';
import { countChunkUsage, getChunk } from './chunk.store.ts';
import { createKnowledge } from './create-knowledge.ts';
import { createImportDrafts } from './import-drafts.ts';
import { SAMPLE_ARTICLES } from './load-sample.ts';
import { getArticle, getArticleVersion, listArticles, nextArticleCode } from './read-articles.ts';
import { createSaveArticle } from './save-article.ts';

/** Places texts by their words alone: good enough to be near what shares words, and every call is counted. */
function createWordEmbedder(model: string) {
  const embedded: string[] = [];
  const embedder = {
    model,
    embedded,
    fails: false,
    async embed(texts: readonly string[]) {
      if (embedder.fails) throw new Error('the model cannot be reached');
      embedded.push(...texts);
      return texts.map((text) => {
        const values = new Array<number>(EMBEDDING_DIMENSIONS).fill(0);
        for (const term of terms(text)) {
          const at = [...term].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % EMBEDDING_DIMENSIONS, 7);
          values[at] = (values[at] ?? 0) + 1;
        }
        return toUnitVector(values);
      });
    },
  };
  return embedder;
}

const BY = newId();
const clock = createFixedClock('2026-11-22T10:00:00Z');
const embedder = createWordEmbedder('words-1');
let db: TestDatabase;
let knowledge: ReturnType<typeof createKnowledge>;
let save: ReturnType<typeof createSaveArticle>;
let importDrafts: ReturnType<typeof createImportDrafts>;

beforeAll(async () => {
  db = await openTestDatabase();
  const deps = { db, activeEmbedder: async () => embedder, clock, newId, log: silentLog };
  knowledge = createKnowledge(deps);
  save = createSaveArticle(deps);
  importDrafts = createImportDrafts(deps);
  await db.query("INSERT INTO identity.users (id, name, role) VALUES ($1, 'Ana', 'owner')", [BY]);
  await searchBy('words-1');
});
afterAll(() => db.stop());
afterEach(async () => {
  await db.query('DELETE FROM ai.kb_articles');
  await db.query('DELETE FROM ai.kb_chunks');
  // What the tests before left in the graph of vectors would stand between what they search for.
  await db.query('VACUUM ai.kb_chunks, ai.kb_questions');
  embedder.fails = false;
  embedder.embedded.length = 0;
  // The search keeps its totals for half a minute.
  clock.advanceMs(60_000);
});

/** A search by vector asks the database whose vectors are in use. */
const searchBy = (model: string) => db.query('UPDATE ai.search_model SET active = $1', [model]);

const deposit = {
  code: 'KB-004',
  title: 'Deposit',
  bodyMarkdown: 'A deposit of $100 holds your date.',
  category: 'pricing' as const,
  tags: ['money'],
  questions: ['How much do I pay up front?'],
};
const rain = {
  code: 'KB-087',
  title: 'Weather Policy',
  bodyMarkdown: 'We cook in light rain under cover.',
  category: 'policy' as const,
  tags: ['rain', 'outdoors'],
  questions: ['What happens if it rains?'],
};
const codesFor = async (query: string) => (await knowledge.search({ query, limit: 5 })).map((hit) => hit.code);

describe('import', () => {
  test('tells what it created, changed and left alone', async () => {
    expect(await importDrafts([deposit, rain], { by: BY })).toEqual({
      created: ['KB-004', 'KB-087'],
      changed: [],
      same: [],
    });
    const changed = { ...rain, bodyMarkdown: 'We never cook in rain.' };
    expect(await importDrafts([deposit, changed])).toEqual({ created: [], changed: ['KB-087'], same: ['KB-004'] });
  });

  test('embeds only what changed', async () => {
    await importDrafts([deposit]);
    expect(embedder.embedded).toHaveLength(3);
    embedder.embedded.length = 0;
    await importDrafts([{ ...deposit, questions: [...deposit.questions, 'Is there a deposit?'] }]);
    expect(embedder.embedded).toEqual(['Is there a deposit?']);
  });

  test('leaves the batch before a failure in place and can simply be run again', async () => {
    const many = Array.from({ length: 45 }, (_, index) => ({ ...deposit, code: `KB-${index + 1}` }));
    const stop = new AbortController();
    let written = 0;
    const onProgress = (done: number) => {
      written = done;
      stop.abort();
    };
    await expect(importDrafts(many, { signal: stop.signal, onProgress })).rejects.toThrow();
    expect(written).toBeGreaterThan(0);
    const report = await importDrafts(many);
    expect([report.same.length, report.created.length]).toEqual([written, 45 - written]);
  });
});

describe('articles', () => {
  test('a change keeps the version before it, and a citation opens the text as it was', async () => {
    const made = await save.create(deposit, BY);
    const [hit] = await knowledge.search({ query: 'deposit', limit: 1 });
    const changed = await save.update(
      { ...deposit, id: made.id, expectedVersion: 1, bodyMarkdown: 'It is $150 now.' },
      BY,
    );

    expect(changed).toMatchObject({ version: 2, bodyMarkdown: 'It is $150 now.', updatedBy: { id: BY, name: 'Ana' } });
    expect(changed.versions.map((version) => version.version)).toEqual([2, 1]);
    expect(await getArticleVersion(db, { id: made.id, version: 1 })).toMatchObject(deposit);
    expect(await getChunk(db, hit?.chunkId ?? '')).toMatchObject({
      text: deposit.bodyMarkdown,
      articleVersion: 1,
      isCurrent: false,
    });
    expect((await knowledge.search({ query: 'deposit', limit: 5 })).map((found) => found.text)).toEqual([
      'It is $150 now.',
    ]);
  });

  test('of two people who edit the same version, the second is told', async () => {
    const { id } = await save.create(deposit, BY);
    const edit = (title: string) => save.update({ ...deposit, id, title, expectedVersion: 1 }, BY);
    const results = await Promise.allSettled([edit('A'), edit('B')]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(edit('C')).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('a taken code is refused by name', async () => {
    await save.create(deposit, BY);
    const { id } = await save.create(rain, BY);
    await expect(save.create(deposit, BY)).rejects.toThrow(/KB-004 is taken/);
    await expect(save.update({ ...rain, code: 'KB-004', id, expectedVersion: 1 }, BY)).rejects.toThrow(
      /KB-004 is taken/,
    );
    expect(await nextArticleCode(db)).toBe('KB-088');
  });

  test('an archived article is not found any more, and comes back without being embedded again', async () => {
    const { id } = await save.create(rain, BY);
    await save.setStatus({ id, status: 'archived' }, BY);
    expect(await codesFor('rain')).toEqual([]);
    embedder.embedded.length = 0;
    await save.setStatus({ id, status: 'published' }, BY);
    expect(await codesFor('rain')).toEqual(['KB-087']);
    expect(embedder.embedded).toEqual(['rain']);
  });

  test('lists by page, category and words', async () => {
    await importDrafts([deposit, rain]);
    const first = await listArticles(db, { status: 'published', limit: 1 });
    expect(first.items.map((item) => item.code)).toEqual(['KB-004']);
    const second = await listArticles(db, { status: 'published', limit: 1, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({ items: [{ code: 'KB-087' }], nextCursor: null });
    const codes = async (filter: object) =>
      (await listArticles(db, { status: 'published', limit: 9, ...filter })).items.map((item) => item.code);
    expect(await codes({ category: 'pricing' })).toEqual(['KB-004']);
    expect(await codes({ search: 'OUTDOORS' })).toEqual(['KB-087']);
    expect(await codes({ search: '%' })).toEqual([]);
  });

  test('counts how often its passages were cited', async () => {
    const { id } = await save.create(rain, BY);
    const [hit] = await knowledge.search({ query: 'rain', limit: 1 });
    await db.transaction((tx) => countChunkUsage(tx, [hit?.chunkId ?? '']));
    expect(await getArticle(db, id)).toMatchObject({ usageCount: 1, successRate: null });
  });
});

describe('search', () => {
  test('finds by words and meaning, by a way to ask, and despite a typing error', async () => {
    await importDrafts([deposit, rain]);
    expect((await codesFor('cook under cover'))[0]).toBe('KB-087');
    expect((await codesFor('pay up front'))[0]).toBe('KB-004');
    expect((await codesFor('depositt'))[0]).toBe('KB-004');
  });

  test('keeps to categories and tags', async () => {
    await importDrafts([deposit, rain]);
    const codes = async (filter: object) =>
      (await knowledge.search({ query: 'deposit rain', limit: 5, ...filter })).map((hit) => hit.code);
    expect(await codes({ categories: ['policy'] })).toEqual(['KB-087']);
    expect(await codes({ tags: ['money'] })).toEqual(['KB-004']);
    expect(await codes({ tags: ['money', 'rain'] })).toEqual([]);
  });

  test('goes by a vector alone', async () => {
    await importDrafts([deposit, rain]);
    const [vector] = await embedder.embed(['light rain under cover']);
    const hits = await knowledge.search({ vector: vector ?? [], limit: 1 });
    expect(hits).toMatchObject([{ code: 'KB-087', textScore: 0 }]);
    await expect(knowledge.search({ vector: [Number.NaN], limit: 1 })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  test('never compares vectors of two models', async () => {
    await importDrafts([rain]);
    const words2 = createWordEmbedder('words-2');
    const other = createKnowledge({ db, activeEmbedder: async () => words2, clock, newId, log: silentLog });
    const [vector] = await embedder.embed(['rain']);
    await searchBy('words-2');
    expect(await other.search({ vector: vector ?? [], limit: 5 })).toEqual([]);
    expect(await other.catchUp()).toEqual({ embedded: 3, indexed: 0 });
    expect(await other.search({ vector: vector ?? [], limit: 5 })).toMatchObject([{ code: 'KB-087' }]);
    expect(await other.catchUp()).toEqual({ embedded: 0, indexed: 0 });
    await searchBy('words-1');
  });

  test('an empty knowledge base finds nothing', async () => {
    expect(await codesFor('anything')).toEqual([]);
  });

  test('tells how rare the terms of a text are', async () => {
    await importDrafts([deposit, rain]);
    const rarity = await knowledge.readTermRarity(['rain and pineapple']);
    expect(rarity('pineappl')).toBe(1);
    expect(rarity('rain')).toBeLessThan(1);
  });
});

describe('when the model cannot be reached', () => {
  test('an article is saved and found by its words, and gets its vectors later', async () => {
    embedder.fails = true;
    await importDrafts([rain]);
    embedder.fails = false;
    expect(await codesFor('rain')).toEqual(['KB-087']);
    expect(await knowledge.catchUp()).toEqual({ embedded: 3, indexed: 0 });
  });
});

test('chunks of an adopted deployment, which have no article, are embedded, indexed and found', async () => {
  await db.query(
    "INSERT INTO ai.kb_chunks (id, title, text, category) VALUES ($1, 'Parking', 'Park in the driveway.', 'faq')",
    [newId()],
  );
  expect(await knowledge.catchUp()).toEqual({ embedded: 1, indexed: 1 });
  expect(await knowledge.search({ query: 'where to park', limit: 1 })).toMatchObject([
    { code: null, title: 'Parking' },
  ]);
});

test('the sample workspace is completed where the first start was ended half-way', async () => {
  const { files } = await readArticleFolder(SAMPLE_ARTICLES);
  const some = files.slice(0, 5).map(({ name, text }) => parseArticleFile(name, text));
  await importDrafts(
    some.flatMap((read) => ('draft' in read ? read.draft : [])),
    { isSample: true },
  );
  expect(await knowledge.loadSample()).toBe(files.length - 5);
  expect(await knowledge.loadSample()).toBe(0);
});

test('the sample workspace is not added to articles of the business', async () => {
  await importDrafts([{ ...rain, code: 'KB-900' }]);
  expect(await knowledge.loadSample()).toBe(0);
});

test('the sample workspace is loaded into an empty desk once', async () => {
  const loaded = await knowledge.loadSample();
  expect(loaded).toBeGreaterThanOrEqual(30);
  expect(await knowledge.loadSample()).toBe(0);
  expect((await codesFor("What's your cancellation policy?"))[0]).toBe('KB-042');
});
