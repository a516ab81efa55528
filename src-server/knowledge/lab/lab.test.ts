import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/support/embedded.ts';
import type { AnswerPreview } from '../../contract/lab.ts';
import { createFixedClock } from '../../core/clock.ts';
import { newId } from '../../core/ids.ts';
import { silentLog } from '../../core/log.ts';
import { EMBEDDING_DIMENSIONS, toUnitVector } from '../../models/embedder.ts';
import { terms } from '../../models/text/words.ts';
import { createSaveArticle } from '../save-article.ts';
import { createSearchKnowledge } from '../search-knowledge.ts';
import { createLab } from './ask-lab.ts';
import { createChecks } from './checks.ts';
import type { FoundMaterial } from './lab-deps.ts';

/** Near is what shares words. */
function embedWords(text: string): number[] {
  const values = new Array<number>(EMBEDDING_DIMENSIONS).fill(0);
  for (const term of terms(text)) {
    const at = [...term].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % EMBEDDING_DIMENSIONS, 7);
    values[at] = (values[at] ?? 0) + 1;
  }
  return toUnitVector(values);
}

const BY = newId();
const clock = createFixedClock('2026-11-22T10:00:00Z');
const preview: AnswerPreview = {
  outcome: 'answered',
  reason: null,
  text: '',
  citations: [],
  confidence: 0.9,
  threshold: 0.5,
  checks: [],
  agent: 'knowledge',
  intent: 'faq',
  model: 'echo',
  usedExampleId: null,
};
let db: TestDatabase;
let save: ReturnType<typeof createSaveArticle>;
let lab: ReturnType<typeof createLab>;
let checks: ReturnType<typeof createChecks>;
let modelFails = false;
/** The question's embedding must never be asked for while the transaction is open: the one connection would wait. */
let isInTransaction = false;

beforeAll(async () => {
  db = await openTestDatabase();
  const activeEmbedder = async () => ({
    model: 'words-1',
    async embed(texts: readonly string[]) {
      expect(isInTransaction).toBe(false);
      if (modelFails) throw new Error('the model cannot be reached');
      return texts.map(embedWords);
    },
  });
  const deps = { db, activeEmbedder, clock, newId, log: silentLog };
  save = createSaveArticle(deps);
  lab = createLab({
    ...deps,
    db: { ...db, transaction: markedTransaction },
    findExamples: async () => [],
    previewAnswer: async (_question: string, material: FoundMaterial) => ({
      ...preview,
      text: material.sources[0]?.text ?? null,
    }),
  });
  checks = createChecks({ ...deps, search: createSearchKnowledge(deps) });
  await db.query("INSERT INTO identity.users (id, name, role) VALUES ($1, 'Ana', 'owner')", [BY]);
});
afterAll(() => db.stop());
afterEach(async () => {
  await db.query('DELETE FROM ai.kb_articles');
  await db.query('VACUUM ai.kb_chunks, ai.kb_questions');
  clock.advanceMs(60_000);
  modelFails = false;
});

const markedTransaction: TestDatabase['transaction'] = async (work) => {
  isInTransaction = true;
  try {
    return await db.transaction(work);
  } finally {
    isInTransaction = false;
  }
};

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
  tags: ['outdoors'],
  questions: ['What happens if it rains?'],
};

async function everything(): Promise<unknown> {
  const tables = ['kb_articles', 'kb_article_versions', 'kb_chunks', 'kb_questions', 'kb_terms'];
  const rows = [];
  for (const table of tables) rows.push((await db.query(`SELECT * FROM ai.${table} AS t ORDER BY t::text`)).rows);
  rows.push((await db.query('SELECT count(*) FROM support.events')).rows);
  return rows;
}

test('tells of each hit which way to ask and which words found it, and what each adds to the score', async () => {
  await save.create(deposit, BY);
  await save.create(rain, BY);
  const result = await lab.ask({ question: 'what do I pay up front if it rainz' });
  const found = result.hits.find((hit) => hit.code === 'KB-004');
  expect(found?.wayToAsk).toMatchObject({ text: 'How much do I pay up front?', source: 'written' });
  expect(found?.terms).toContainEqual({ term: 'pay', inTitle: 1, inText: 0 });
  for (const hit of result.hits) expect(hit.meaningPart + hit.wordsPart).toBeCloseTo(hit.score, 10);
  expect(result.words.find((word) => word.word === 'rainz')?.meant).toContain('rain');
  expect(result.answer.text).toBe(result.hits[0]?.text);
});

test('a tried change shows what saving it would find, and leaves nothing behind', async () => {
  const { id } = await save.create(deposit, BY);
  await save.create(rain, BY);
  const question = 'Is there a thunderstorm surcharge?';
  const change = { ...deposit, bodyMarkdown: 'A thunderstorm surcharge of $20 is due.', questions: [question] };
  const before = await lab.ask({ question });
  const stored = await everything();

  const after = await lab.tryChange({ question, articleId: id, expectedVersion: 1, draft: change });
  expect(after.hits[0]).toMatchObject({ code: 'KB-004', text: change.bodyMarkdown, wayToAsk: { text: question } });
  expect(await everything()).toEqual(stored);
  expect((await lab.ask({ question })).hits).toEqual(before.hits);

  await save.update({ ...change, id, expectedVersion: 1 }, BY);
  const saved = await lab.ask({ question });
  const scores = (result: typeof saved) => result.hits.map(({ chunkId: _new, ...rest }) => rest);
  expect(scores(saved)).toEqual(scores(after));
});

test('a change against an old version is refused, and one that changes nothing finds the same', async () => {
  const { id } = await save.create(deposit, BY);
  const ask = { question: 'deposit', articleId: id, draft: deposit };
  await expect(lab.tryChange({ ...ask, expectedVersion: 7 })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect((await lab.tryChange({ ...ask, expectedVersion: 1 })).hits).toEqual(
    (await lab.ask({ question: 'deposit' })).hits,
  );
});

test('without the model the words still find, and the lab says so', async () => {
  await save.create(rain, BY);
  modelFails = true;
  const result = await lab.ask({ question: 'rain cover' });
  expect(result).toMatchObject({ isEmbedded: false, hits: [{ code: 'KB-087', wayToAsk: null }] });
});

test('keeps to categories and tags', async () => {
  await save.create(deposit, BY);
  await save.create(rain, BY);
  const codes = async (filter: object) =>
    (await lab.ask({ question: 'deposit rain', ...filter })).hits.map((hit) => hit.code);
  expect(await codes({ categories: ['policy'] })).toEqual(['KB-087']);
  expect(await codes({ tags: ['money'] })).toEqual(['KB-004']);
});

test('checks tell what got worse since the run before', async () => {
  const { id } = await save.create(rain, BY);
  const other = await save.create(deposit, BY);
  const check = await checks.add({ question: 'rain cover', articleId: id }, BY);
  expect(await checks.add({ question: 'rain cover', articleId: id }, BY)).toEqual(check);
  expect(await checks.run()).toEqual({ count: 1, passed: 1, worse: 0 });

  const taken = { ...deposit, title: 'Rain cover', questions: ['rain cover'], bodyMarkdown: 'Rain cover.' };
  await save.update({ ...taken, id: other.id, expectedVersion: 1 }, BY);
  clock.advanceMs(60_000);
  expect(await checks.run()).toEqual({ count: 1, passed: 0, worse: 1 });
  const { items } = await checks.list({ limit: 10 });
  expect(items).toMatchObject([{ code: 'KB-087', rank: 2, rankBefore: 1 }]);
  await checks.remove(check.id);
  expect(await checks.list({ limit: 10 })).toEqual({ items: [], nextCursor: null });
});
