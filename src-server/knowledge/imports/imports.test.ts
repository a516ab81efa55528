import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/support/embedded.ts';
import { createFixedClock } from '../../core/clock.ts';
import { newId } from '../../core/ids.ts';
import { silentLog } from '../../core/log.ts';
import { EMBEDDING_DIMENSIONS, toUnitVector } from '../../models/embedder.ts';
import { formatArticleFile } from '../article-file.ts';
import { exportArticles } from '../export-articles.ts';
import { createImportDrafts } from '../import-drafts.ts';
import type { FileReader } from '../reading/read-file.ts';
import { readMarkdown } from '../reading/read-markdown.ts';
import { createAddFile } from './add-file.ts';
import type { ImportDeps } from './import-deps.ts';
import { createManageImports } from './manage-imports.ts';
import { createRunImport } from './run-import.ts';

const BY = newId();
const clock = createFixedClock('2026-11-22T10:00:00Z');
const reading = { count: 0 };

/** Reads Markdown in this thread, and refuses what holds the word BROKEN. */
const reader: Pick<FileReader, 'read'> = {
  async read({ name, bytes }) {
    reading.count += 1;
    if (new TextDecoder().decode(bytes).includes('BROKEN'))
      return [{ file: name, reason: 'It is broken. Send a whole one.' }];
    return readMarkdown(name, bytes);
  },
};

let db: TestDatabase;
let deps: ImportDeps;
let addFile: ReturnType<typeof createAddFile>;
let imports: ReturnType<typeof createManageImports>;
let run: ReturnType<typeof createRunImport>;
let enqueued: string[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  const vector = toUnitVector(new Array<number>(EMBEDDING_DIMENSIONS).fill(1));
  const embedder = { model: 'flat-1', embed: async (texts: readonly string[]) => texts.map(() => vector) };
  deps = { db, activeEmbedder: async () => embedder, clock, newId, log: silentLog, reader };
  addFile = createAddFile(deps);
  imports = createManageImports(deps, {
    name: 'import.run',
    enqueue: async (_tx, { importId }) => void enqueued.push(importId),
  });
  run = createRunImport(deps);
  await db.query("INSERT INTO identity.users (id, name, email, role) VALUES ($1, 'Ana', 'ana@example.test', 'owner')", [
    BY,
  ]);
});
afterAll(() => db.stop());
afterEach(async () => {
  await db.query('DELETE FROM ai.kb_imports');
  await db.query('DELETE FROM ai.kb_articles');
  enqueued = [];
  reading.count = 0;
});

const REFUNDS = `We give all of the money back when you cancel fourteen days ahead or more, minus a fee of ten percent.
With seven to thirteen days it is one half, and with fewer there is none.`;
const refunds = {
  code: 'KB-042',
  title: 'Refunds',
  bodyMarkdown: REFUNDS,
  category: 'policy' as const,
  tags: ['money'],
  questions: ['Do I get my money back?'],
};
const rain = { ...refunds, code: 'KB-087', title: 'Rain', bodyMarkdown: 'We cook in light rain.', questions: [] };

const base64 = (text: string) => Buffer.from(text).toString('base64');
async function open(files: Record<string, string>): Promise<string> {
  const { id } = await imports.create(BY);
  for (const [name, text] of Object.entries(files)) await addFile({ id, name, contentBase64: base64(text) });
  return id;
}
const itemsOf = async (id: string) => (await imports.items({ importId: id, limit: 100 })).items;
async function start(id: string) {
  await imports.start(id);
  expect(await run(id)).toBe('ended');
  return imports.get(id);
}
async function articles() {
  const { rows } = await db.query('SELECT code, title, category, version, status FROM ai.kb_articles ORDER BY code');
  return rows;
}
const seed = (...drafts: (typeof refunds)[]) => createImportDrafts(deps)(drafts);

describe('the preview', () => {
  test('tells of files of one import that say nearly the same', async () => {
    const id = await open({
      'Refunds.txt': REFUNDS,
      'Cancelling.txt': REFUNDS.replace('fourteen', '14'),
      'Parking.txt': 'Park in the driveway, please, as close to the garden as you can, and leave the gate open for us.',
    });
    expect((await itemsOf(id)).map(({ plan, duplicateOf }) => [plan, duplicateOf])).toEqual([
      ['create', null],
      ['duplicate', 'Refunds.txt'],
      ['create', null],
    ]);
  });

  test('tells what would be created, changed, left alone, is there twice, or could not be read', async () => {
    await seed(refunds, rain);
    const id = await open({
      'KB-042.md': formatArticleFile(refunds),
      'KB-087.md': formatArticleFile({ ...rain, bodyMarkdown: 'We never cook in rain.' }),
      'Parking.md': 'Park in the driveway.',
      'Money back.txt': REFUNDS,
      'Cancelling.txt': REFUNDS.replace('fourteen', '14'),
      'bad.pdf': 'BROKEN',
      'parking again.md': '---\ntitle: "  PARKING "\n---\nAnywhere.',
    });
    expect(
      (await itemsOf(id)).map(({ file, plan, code, duplicateOf, isIncluded }) => [
        file,
        plan,
        code,
        duplicateOf,
        isIncluded,
      ]),
    ).toEqual([
      ['KB-042.md', 'same', 'KB-042', null, false],
      ['KB-087.md', 'change', 'KB-087', null, true],
      ['Parking.md', 'create', null, null, true],
      ['Money back.txt', 'duplicate', null, 'KB-042', false],
      ['Cancelling.txt', 'duplicate', null, 'KB-042', false],
      ['bad.pdf', 'failed', null, null, false],
      ['parking again.md', 'duplicate', null, 'Parking.md', false],
    ]);
    expect(await imports.get(id)).toMatchObject({
      status: 'open',
      fileCount: 7,
      plans: { create: 1, change: 1, same: 1, duplicate: 3, failed: 1 },
      wanted: 2,
      written: 0,
    });
    expect(await articles()).toHaveLength(2);
  });

  test('a file without a code is the article with its title, and keeps what it cannot say', async () => {
    await seed(refunds);
    const id = await open({ 'refunds.docx': 'No refunds any more.' });
    expect(await itemsOf(id)).toMatchObject([{ plan: 'change', code: 'KB-042', category: 'policy' }]);
    const [item] = await itemsOf(id);
    expect(await imports.itemText(id, item?.id ?? '')).toEqual({
      before: `Refunds\n\n${REFUNDS}`,
      after: 'Refunds\n\nNo refunds any more.',
    });
    await start(id);
    const { rows } = await db.query('SELECT title, tags, questions, version FROM ai.kb_articles');
    expect(rows).toEqual([{ title: 'Refunds', tags: ['money'], questions: refunds.questions, version: 2 }]);
  });

  test('the same file again counts once, and is not even read again', async () => {
    const id = await open({ 'Parking.md': 'Park in the driveway.' });
    const again = await addFile({ id, name: 'Parking.md', contentBase64: base64('Park in the driveway.') });
    expect(again).toMatchObject({ itemCount: 1, items: [{ file: 'Parking.md', plan: 'create' }] });
    expect(reading.count).toBe(1);
    expect(await imports.get(id)).toMatchObject({ fileCount: 1, wanted: 1 });
  });

  test('a code that two files have is refused by the name of the first', async () => {
    const id = await open({ 'a.md': formatArticleFile(rain), 'b.md': formatArticleFile({ ...rain, title: 'Other' }) });
    const [, second] = await itemsOf(id);
    expect(second).toMatchObject({ plan: 'failed', reason: expect.stringContaining('which a.md has too') });
  });

  test('guesses the category from articles with the same words; a chosen one counts for those alone', async () => {
    await seed(refunds);
    const id = await open({
      'Half the money.txt': 'When you cancel fourteen days ahead you get one half of the money.',
      'Own.md': formatArticleFile({ ...rain, category: 'menu' }),
    });
    expect((await itemsOf(id)).map((item) => [item.category, item.isCategoryGuessed])).toEqual([
      ['policy', true],
      ['menu', false],
    ]);
    await imports.setCategory(id, 'pricing');
    await start(id);
    expect((await articles()).map(({ title, category }) => [title, category])).toEqual([
      ['Refunds', 'policy'],
      ['Rain', 'menu'],
      ['Half the money', 'pricing'],
    ]);
  });
});

describe('the run', () => {
  test('writes what was chosen, gives codes that nobody else has or brings, and lets go of the drafts', async () => {
    await seed(refunds);
    const id = await open({
      'One.md': 'The first.',
      'Two.md': 'The second.',
      'Left out.md': 'The third.',
      'Rain.md': formatArticleFile(rain),
    });
    const out = (await itemsOf(id)).find((item) => item.file === 'Left out.md');
    await imports.choose({ id, itemIds: [out?.id ?? ''], isIncluded: false });
    const done = await start(id);
    expect(done).toMatchObject({ status: 'done', wanted: 3, written: 3, outcomes: { created: 3, failed: 0 } });
    expect((await articles()).map(({ code, title }) => [code, title])).toEqual([
      ['KB-042', 'Refunds'],
      ['KB-087', 'Rain'],
      ['KB-088', 'One'],
      ['KB-089', 'Two'],
    ]);
    expect((await itemsOf(id))[0]).toMatchObject({ code: 'KB-088', outcome: 'created', articleId: expect.any(String) });
    expect((await db.query('SELECT FROM ai.kb_import_items WHERE draft IS NOT NULL')).rowCount).toBe(0);
  });

  test('goes on after an end at any moment, to the same articles', async () => {
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, nth) => [`Text ${nth}.md`, `Text number ${nth}.`]));
    const id = await open(files);
    await imports.start(id);
    const stop = new AbortController();
    const stopped = run(id, {
      signal: stop.signal,
      isTimeUp: () => {
        stop.abort();
        return false;
      },
    });
    await expect(stopped).rejects.toThrow();
    const half = await imports.get(id);
    expect(half.status).toBe('running');
    expect(half.written).toBeGreaterThan(0);
    expect(half.written).toBeLessThan(40);
    // The queue may hand the job to two workers after a crash.
    await Promise.all([run(id), run(id)]);
    expect(await imports.get(id)).toMatchObject({ status: 'done', written: 40, outcomes: { created: 40 } });
    expect((await articles()).map(({ title }) => title)).toEqual(Object.keys(files).map((name) => name.slice(0, -3)));
  });

  test('two imports of the same files at once make each article once', async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, nth) => [`Text ${nth}.md`, `Text number ${nth}.`]));
    const [one, two] = [await open(files), await open(files)];
    await Promise.all([start(one), start(two)]);
    const outcomes = [(await imports.get(one)).outcomes, (await imports.get(two)).outcomes];
    expect(await articles()).toHaveLength(12);
    expect(outcomes.map(({ created }) => created).reduce((a, b) => a + b)).toBe(12);
    expect(outcomes.map(({ same }) => same).reduce((a, b) => a + b)).toBe(12);
  });

  test('cancelling leaves what is written and writes no more', async () => {
    const id = await open({ 'One.md': 'The first.' });
    await imports.start(id);
    await imports.cancel(id);
    expect(await run(id)).toBe('ended');
    expect(await articles()).toEqual([]);
    expect(await imports.get(id)).toMatchObject({ status: 'cancelled', written: 0 });
    await expect(imports.start(id)).rejects.toThrow(/was cancelled/);
    await expect(addFile({ id, name: 'x.md', contentBase64: base64('x') })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('starting twice is the same as starting once', async () => {
    const id = await open({ 'One.md': 'The first.' });
    await imports.start(id);
    expect(await start(id)).toMatchObject({ status: 'done' });
    expect(await imports.start(id)).toMatchObject({ status: 'done' });
    expect(enqueued).toEqual([id]);
  });

  test('a code that was given away since the preview is refused, not overwritten', async () => {
    const id = await open({ 'Rain.md': formatArticleFile(rain) });
    await seed({ ...refunds, code: 'KB-087' });
    expect(await start(id)).toMatchObject({ status: 'done', outcomes: { failed: 1, created: 0 } });
    expect(await itemsOf(id)).toMatchObject([{ outcome: 'failed', reason: expect.stringContaining('KB-087') }]);
    expect(await articles()).toMatchObject([{ code: 'KB-087', title: 'Refunds', version: 1 }]);
  });
});

describe('the export', () => {
  const archive = async () => Buffer.from(await (await exportArticles(db)).arrayBuffer());

  test('imports back to the same, archived articles and owners too, and exports to the same bytes', async () => {
    const odd = { ...rain, code: 'KB-100', title: 'Tips: "50%" & #hash — naïve', bodyMarkdown: '---\n\n# A\n\n- b: c' };
    await createImportDrafts(deps)([
      { ...refunds, ownerId: BY, reviewOn: '2027-03-01' },
      { ...rain, reviewOn: null },
      { ...odd, questions: ['yes', '- no', '"quoted"'] },
    ]);
    await db.query("UPDATE ai.kb_articles SET status = 'archived' WHERE code = 'KB-087'");
    const first = await archive();
    const { unzipSync, strFromU8 } = await import('fflate');
    const files = Object.fromEntries(Object.entries(unzipSync(first)).map(([name, data]) => [name, strFromU8(data)]));
    expect(Object.keys(files)).toEqual(['KB-042 refunds.md', 'KB-087 rain.md', 'KB-100 tips-50-hash-naive.md']);

    const same = await open(files);
    expect((await itemsOf(same)).map((item) => item.plan)).toEqual(['same', 'same', 'same']);

    await db.query('DELETE FROM ai.kb_articles');
    expect(await start(await open(files))).toMatchObject({ outcomes: { created: 3 } });
    expect((await archive()).equals(first)).toBe(true);
    expect((await articles()).map(({ status }) => status)).toEqual(['published', 'archived', 'published']);
  });
});
