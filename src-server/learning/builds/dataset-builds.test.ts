import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { APPROVED, addApproved } from '../../../tests/support/approved-examples.ts';
import { Cut, cutOffAfter } from '../../../tests/support/cut-off-database.ts';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../../tests/support/learning-rows.ts';
import { newId } from '../../core/ids.ts';
import { recordAudit } from '../../identity/audit.store.ts';
import { createBuildDataset } from '../build-dataset.ts';
import { listDatasets } from '../dataset.store.ts';
import { createDatasetBuilds } from './dataset-builds.ts';

const never = new AbortController().signal;
const FILES = ['csv', 'jsonl', 'manifest.json', 'validation.jsonl'];

describe.each(ENGINES)('builds of datasets (%s)', (engine) => {
  let desk: LearningDesk;
  let dataDir: string;
  let enqueued: string[];
  beforeAll(async () => {
    desk = await openLearningDesk(engine);
    await addApproved(desk.db, desk.adminId);
  });
  afterAll(() => desk.stop());
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'teppan-builds-'));
    enqueued = [];
    await desk.db.query('DELETE FROM ai.dataset_builds');
    await desk.db.query('DELETE FROM ai.datasets');
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  /** A process of its own, which knows nothing but what is stored. */
  function open(db = desk.db) {
    const deps = { ...desk.deps, db, dataDir };
    return createDatasetBuilds({
      ...deps,
      recordAudit,
      buildDataset: createBuildDataset(deps),
      enqueue: async (_, buildId) => void enqueued.push(buildId),
    });
  }
  const start = (clientKey = newId()) => open().start({ clientKey, by: desk.adminId });
  const files = () => readdir(join(dataDir, 'training'));
  async function contents(version: number) {
    const hash = async (kind: string) =>
      createHash('sha256')
        .update(await readFile(join(dataDir, 'training', `mhc_support_v${version}.${kind}`)))
        .digest('hex');
    return Promise.all(['jsonl', 'validation.jsonl', 'csv'].map(hash));
  }

  it('begins one build for one key, and makes one dataset of it, however often it is run', async () => {
    const key = newId();
    const [first, second] = [await start(key), await start(key)];
    expect(second.id).toBe(first.id);
    expect(enqueued).toEqual([first.id]);
    expect(first).toMatchObject({ state: 'queued', dataset: null, createdBy: { name: 'Ada' } });
    for (let nth = 0; nth < 3; nth++) await open().run(first.id, never);
    expect(await start(key)).toMatchObject({
      id: first.id,
      state: 'done',
      dataset: { id: first.id, fileName: 'mhc_support_v1.jsonl' },
    });
    expect(await listDatasets(desk.db)).toMatchObject([{ id: first.id, exampleCount: APPROVED.length }]);
  });

  it('is begun again after a kill at any statement: one version with the same content', async () => {
    const whole = await start();
    await open().run(whole.id, never);
    const expected = await contents(1);
    const cutAt: number[] = [];
    for (let statements = 1; ; statements += 2) {
      const { id } = await start();
      const error = await open(cutOffAfter(desk.db, statements))
        .run(id, never)
        .then(
          () => undefined,
          (problem: unknown) => problem,
        );
      if (error !== undefined && !(error instanceof Cut)) throw error;
      await open().run(id, never);
      const version = cutAt.length + 2;
      expect((await listDatasets(desk.db)).filter((dataset) => dataset.id === id)).toMatchObject([{ version }]);
      expect(await contents(version)).toEqual(expected);
      if (error === undefined) break;
      cutAt.push(statements);
    }
    expect(cutAt.length).toBeGreaterThan(8);
    expect((await files()).length).toBe((cutAt.length + 2) * FILES.length);
    // Some twenty builds, each of which loads the tokenizer.
  }, 120_000);

  it('clears away what a killed run had written and even named, but nothing of others', async () => {
    const { id } = await start();
    const folder = join(dataDir, 'training');
    await mkdir(folder);
    const other = join(folder, 'mhc_support_v1.manifest.json');
    await writeFile(other, JSON.stringify({ id: newId() }));
    await writeFile(join(folder, 'mhc_support_v2.manifest.json'), JSON.stringify({ id }));
    for (const name of [`.${id}.lines.tmp`, `.${id}.csv.tmp`, 'mhc_support_v2.csv', 'mhc_support_v2.validation.jsonl'])
      await writeFile(join(folder, name), 'half');
    await open().run(id, never);
    expect(await listDatasets(desk.db)).toMatchObject([{ id, version: 2 }]);
    expect((await files()).sort()).toEqual([
      'mhc_support_v1.manifest.json',
      ...FILES.map((kind) => `mhc_support_v2.${kind}`),
    ]);
  });

  it('can be called off before and while it runs, and leaves nothing behind', async () => {
    const waiting = await start();
    expect(await open().cancel(waiting.id, desk.adminId)).toMatchObject({ state: 'cancelled' });
    expect(await open().cancel(waiting.id, desk.adminId)).toMatchObject({ state: 'cancelled' });
    await open().run(waiting.id, never);

    const running = await start();
    const calledOff = { ...desk.db };
    calledOff.background = async (work) => {
      await open().cancel(running.id, desk.adminId);
      return desk.db.background(work);
    };
    await open(calledOff).run(running.id, never);
    expect(await listDatasets(desk.db)).toEqual([]);
    expect(await files()).toEqual([]);
    const { rows } = await desk.db.query('SELECT state, problem FROM ai.dataset_builds');
    expect(rows).toEqual([
      { state: 'cancelled', problem: null },
      { state: 'cancelled', problem: null },
    ]);
    await expect(open().giveUp(running.id)).resolves.toBeUndefined();
  });

  it('says why there is nothing to build, and cannot be called off any more', async () => {
    const { id } = await open().start({ clientKey: newId(), by: null, since: new Date('2030-01-01T00:00:00Z') });
    await open().run(id, never);
    const { rows } = await desk.db.query('SELECT state, problem FROM ai.dataset_builds WHERE id = $1', [id]);
    expect(rows).toEqual([{ state: 'failed', problem: expect.stringMatching(/^There is nothing to export yet/) }]);
    await expect(open().cancel(id, desk.adminId)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await files()).toEqual([]);
  });

  it('is tried again where a customer was deleted meanwhile', async () => {
    const { id } = await start();
    const db = { ...desk.db };
    db.background = async (work) => {
      await desk.db.query(
        `INSERT INTO support.erasures (id, receipt, created_at) VALUES (gen_random_uuid(), '{}', now())`,
      );
      return desk.db.background(work);
    };
    await expect(open(db).run(id, never)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await open().run(id, never);
    expect(await listDatasets(desk.db)).toMatchObject([{ id, version: 1 }]);
  });
});
