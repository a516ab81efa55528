import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../tests/support/learning-rows.ts';
import { newId } from '../core/ids.ts';
import { createBuildDataset } from './build-dataset.ts';
import { findDatasetsWith, listExamplePages } from './dataset-examples.store.ts';
import { createListDatasets, createReadDataset } from './list-datasets.ts';

describe.each(ENGINES)('on the %s database', (engine) => {
  let desk: LearningDesk;
  let dataDir: string;
  beforeAll(async () => {
    desk = await openLearningDesk(engine);
  });
  afterAll(() => desk.stop());
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'teppan-dataset-'));
    await desk.db.query('DELETE FROM ai.training_data');
    await desk.db.query('DELETE FROM ai.datasets');
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  interface ExampleRow {
    question: string;
    answer?: string;
    status?: string;
    verified?: boolean;
    active?: boolean;
    quality?: number;
    conversationId?: string | null;
    createdAt?: string;
  }

  async function addExample(row: ExampleRow): Promise<void> {
    await desk.db.query(
      `INSERT INTO ai.training_data (id, question, answer, source_type, status, human_verified, is_active, quality_score,
       source_conversation_id, created_at) VALUES ($1, $2, $3, 'feedback', $4, $5, $6, $7, $8, $9)`,
      [
        newId(),
        row.question,
        row.answer ?? `About ${row.question}`,
        row.status ?? 'approved',
        row.verified ?? true,
        row.active ?? true,
        row.quality ?? 0.9,
        row.conversationId ?? null,
        row.createdAt ?? '2026-04-01T00:00:00Z',
      ],
    );
  }

  const build = (since?: string) =>
    createBuildDataset({ ...desk.deps, dataDir })({
      id: newId(),
      createdBy: desk.adminId,
      since: since === undefined ? undefined : new Date(since),
    });
  const Line = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });
  const read = async (fileName: string) =>
    (await readFile(join(dataDir, 'training', fileName), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)).messages.map((message) => message.content));

  describe('buildDataset', () => {
    it('says what to do where there is nothing to export, and leaves no file behind', async () => {
      await addExample({ question: 'Grill?', status: 'pending', verified: false, active: false });
      await expect(build()).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringMatching(/1 not approved yet.*Approve/),
      });
      expect(await readdir(dataDir, { recursive: true })).toEqual(['training']);
    });

    it('writes lines, manifest and row of one version, for their owner only', async () => {
      await addExample({ question: 'Do you bring the grill?', answer: 'Yes.' });
      const dataset = await build();
      expect(dataset).toMatchObject({
        path: 'training/mhc_support_v1.jsonl',
        version: 1,
        exampleCount: 1,
        trainCount: 1,
      });
      const [line] = await read('mhc_support_v1.jsonl');
      expect(line?.slice(1)).toEqual(['Do you bring the grill?', 'Yes.']);
      const file = join(dataDir, 'training', 'mhc_support_v1.jsonl');
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect(dataset.sha256).toBe(
        createHash('sha256')
          .update(await readFile(file))
          .digest('hex'),
      );
      const manifest: unknown = JSON.parse(
        await readFile(join(dataDir, 'training', 'mhc_support_v1.manifest.json'), 'utf8'),
      );
      expect(manifest).toEqual(dataset.manifest);
      expect(manifest).toMatchObject({ counts: { considered: 1, exported: 1 }, createdBy: desk.adminId });
      expect(await desk.eventTypes()).toContain('dataset.created');
    });

    it('numbers versions on and never overwrites one, not even a file without a row', async () => {
      await addExample({ question: 'Tables?' });
      await build();
      const first = await readFile(join(dataDir, 'training', 'mhc_support_v1.jsonl'), 'utf8');
      await addExample({ question: 'Chairs?' });
      expect((await build()).version).toBe(2);
      await writeFile(join(dataDir, 'training', 'mhc_support_v3.jsonl'), 'left behind by a crash');
      expect((await build()).version).toBe(4);
      expect(await readFile(join(dataDir, 'training', 'mhc_support_v1.jsonl'), 'utf8')).toBe(first);
      expect((await createListDatasets(desk.deps)()).items.map((one) => one.version)).toEqual([4, 2, 1]);
    });

    it('gives builds at the same time different versions', async () => {
      await addExample({ question: 'Propane?' });
      const versions = await Promise.all([build(), build(), build()]);
      expect(versions.map((one) => one.version).sort()).toEqual([1, 2, 3]);
      expect((await readdir(join(dataDir, 'training'))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    });

    it('takes only what was approved, is active, good and recent enough, of 10,000 random examples', async () => {
      await desk.db.query(`INSERT INTO ai.training_data
        (id, question, answer, source_type, status, human_verified, is_active, quality_score, created_at)
      SELECT gen_random_uuid(), 'menu item' || n, 'answer ' || n, 'feedback',
        (array['pending', 'approved', 'rejected'])[1 + floor(random() * 3)::int], random() < 0.7, random() < 0.7,
        CASE WHEN random() < 0.05 THEN NULL ELSE round(random()::numeric, 2) END,
        '2026-01-01T00:00:00Z'::timestamptz + random() * interval '100 days'
      FROM generate_series(1, 10000) n`);
      const wanted =
        await desk.db.query(`SELECT question FROM ai.training_data WHERE status = 'approved' AND human_verified
      AND is_active AND quality_score >= 0.8::real AND created_at >= '2026-02-01T00:00:00Z' ORDER BY question`);
      const dataset = await build('2026-02-01T00:00:00Z');
      const lines = [...(await read('mhc_support_v1.jsonl')), ...(await read('mhc_support_v1.validation.jsonl'))];
      expect(lines.map(([, question]) => question).sort()).toEqual(wanted.rows.map((row) => row.question));
      expect(dataset.manifest).toMatchObject({ counts: { considered: 10_000, exported: wanted.rowCount } });
      expect(dataset.validationCount).toBe(Math.floor(wanted.rowCount * 0.1));
      const pages = await listExamplePages(desk.db, dataset.id);
      const named = await desk.db.query('SELECT question FROM ai.training_data WHERE id = ANY ($1::uuid[])', [
        pages.flatMap((page) => page.exampleIds),
      ]);
      expect(named.rows.map((row) => row.question).sort()).toEqual(wanted.rows.map((row) => row.question));
    });

    it('names the example of each line, and the datasets of an example', async () => {
      for (const word of ['grill', 'propane', 'tables', 'forks', 'plates', 'tip', 'rain', 'eggs', 'noodles', 'shrimp'])
        await addExample({ question: `What about ${word}?` });
      const dataset = await build();
      const parts = {
        train: await read('mhc_support_v1.jsonl'),
        validation: await read('mhc_support_v1.validation.jsonl'),
      };
      expect(parts.validation).toHaveLength(1);
      const pages = await listExamplePages(desk.db, dataset.id);
      for (const { part, exampleIds } of pages)
        for (const [line, id] of exampleIds.entries()) {
          const [row] = (await desk.db.query('SELECT question FROM ai.training_data WHERE id = $1', [id])).rows;
          expect(parts[part][line]?.[1]).toBe(row?.question);
          expect(await findDatasetsWith(desk.db, [id, newId()])).toEqual([
            { datasetId: dataset.id, exampleId: id, part },
          ]);
        }
    });

    it('is not published when a customer was deleted while it was built', async () => {
      await addExample({ question: 'What about grill?' });
      const db = {
        ...desk.db,
        background: async <T>(work: () => Promise<T>) => {
          await desk.db.query(
            `INSERT INTO support.erasures (id, receipt, created_at) VALUES (gen_random_uuid(), '{}', now())`,
          );
          return desk.db.background(work);
        },
      };
      const built = createBuildDataset({ ...desk.deps, db, dataDir })({ id: newId(), createdBy: desk.adminId });
      await expect(built).rejects.toMatchObject({
        code: 'UNAVAILABLE',
        message: expect.stringMatching(/deleted while/),
      });
      expect(await readdir(dataDir, { recursive: true })).toEqual(['training']);
    });

    it('leaves out what is withdrawn while the dataset is built', async () => {
      for (const word of ['grill', 'propane', 'tables']) await addExample({ question: `What about ${word}?` });
      let isWithdrawn = false;
      // Texts are read in the background, after the list of ids.
      const db = {
        ...desk.db,
        background: async <T>(work: () => Promise<T>) => {
          if (!isWithdrawn)
            await desk.db.query(`UPDATE ai.training_data SET is_active = false WHERE question LIKE '%tables%'`);
          isWithdrawn = true;
          return desk.db.background(work);
        },
      };
      const dataset = await createBuildDataset({ ...desk.deps, db, dataDir })({ id: newId(), createdBy: desk.adminId });
      expect(dataset.exampleCount).toBe(2);
      expect((await read('mhc_support_v1.jsonl')).map(([, question]) => question).sort()).toEqual([
        'What about grill?',
        'What about propane?',
      ]);
    });

    it('leaves out what says the same twice or asks nothing', async () => {
      await addExample({ question: 'Do you bring forks?', answer: 'No.' });
      await addExample({ question: 'do you bring FORKS', answer: 'no' });
      await addExample({ question: 'ok thanks', answer: 'Sure.' });
      expect((await build()).manifest).toMatchObject({
        counts: { exported: 1 },
        leftOut: { duplicate: 1, nothing_asked: 1 },
      });
    });

    it('replaces personal data, the same in the same way throughout a conversation, and keeps the business readable', async () => {
      const { conversationId } = await desk.addTurn({
        question: 'q',
        answer: 'a',
        customerName: 'Mei Tran',
        customer: '+19165550134',
      });
      await addExample({
        question: 'Hi, Mei Tran here, call me at 916 555 0134 about the $550 minimum for 12 guests on June 14',
        answer: 'Thanks Mei! We will call 916-555-0134. The minimum is $550.',
        conversationId,
      });
      await addExample({
        question: 'Is MEI TRAN on your list for tofu?',
        answer: 'Yes. MyHibachi has it.',
        conversationId,
      });
      const keep = async () => ['MyHibachi'];
      const dataset = await createBuildDataset({ ...desk.deps, dataDir, keep })({
        id: newId(),
        createdBy: desk.adminId,
      });
      const texts = (await read('mhc_support_v1.jsonl')).map((line) => line.slice(1));
      expect(texts).toContainEqual([
        'Hi, [NAME_1] here, call me at [PHONE_1] about the $550 minimum for 12 guests on June 14',
        'Thanks [NAME_1]! We will call [PHONE_1]. The minimum is $550.',
      ]);
      expect(texts).toContainEqual(['Is [NAME_1] on your list for tofu?', 'Yes. MyHibachi has it.']);
      expect(dataset.manifest.scrubbed).toEqual({ NAME: 3, PHONE: 2 });
    });

    it('tells where the file went when somebody has removed it', async () => {
      await addExample({ question: 'Deposit?' });
      const { id } = await build();
      const readBack = createReadDataset({ ...desk.deps, dataDir });
      expect((await readBack({ id })).fileName).toBe('mhc_support_v1.jsonl');
      await rm(join(dataDir, 'training'), { recursive: true });
      await expect(readBack({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });
});
