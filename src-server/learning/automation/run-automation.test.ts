import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addApproved } from '../../../tests/support/approved-examples.ts';
import { Cut, cutOffAfter } from '../../../tests/support/cut-off-database.ts';
import { addOutcomes } from '../../../tests/support/experiment-outcomes.ts';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../../tests/support/learning-rows.ts';
import { addVersion } from '../../../tests/support/version-rows.ts';
import type { AutomationSettings } from '../../contract/automation.ts';
import { BUILT_IN_TUNING } from '../../contract/tuning.ts';
import { createFixedClock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import { recordAudit } from '../../identity/audit.store.ts';
import { dismissNotice, insertNotice, listNotices } from '../../settings/notice.store.ts';
import { createBuildDataset } from '../build-dataset.ts';
import { createDatasetBuilds } from '../builds/dataset-builds.ts';
import { createExperiments } from '../experiments/experiments.ts';
import { createReplays } from '../replay/replays.ts';
import { createEndTraining } from '../training/end-training.ts';
import { createRunTraining } from '../training/run-training.ts';
import { createStartTraining } from '../training/start-training.ts';
import type { Trainer } from '../training/trainer.ts';
import { findDeployed } from '../versions/version.store.ts';
import { findLastRun, findOpenRun, listRuns } from './automation-run.store.ts';
import { createDecideAutomation } from './decide-automation.ts';
import { createRunAutomation } from './run-automation.ts';

const never = new AbortController().signal;
const TABLES = [
  'automation_runs',
  'experiments',
  'replays',
  'deployments',
  'traces',
  'model_versions',
  'training_jobs',
];
const SETTINGS: AutomationSettings = {
  ...{ isOn: true, everyExamples: 20, everyDays: null, trainer: 'local', conversations: 0, share: 0.5, effect: 0.1 },
};

describe.each(ENGINES)('the automation (%s)', (engine) => {
  let desk: LearningDesk;
  let dataDir: string;
  let clock: ReturnType<typeof createFixedClock>;
  let tasks: { name: 'build' | 'train' | 'replay' | 'automation'; id: string }[];
  let refusal: string | undefined;
  let isWorse: boolean;

  beforeAll(async () => {
    desk = await openLearningDesk(engine);
    dataDir = await mkdtemp(join(tmpdir(), 'teppan-automation-'));
    await addApproved(desk.db, desk.adminId);
  });
  afterAll(async () => {
    await desk.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    clock = createFixedClock('2026-05-01T10:00:00Z');
    [tasks, refusal, isWorse] = [[], undefined, false];
    await forget();
    await open().decide.saveSettings(SETTINGS, desk.adminId);
  });

  async function forget(): Promise<void> {
    for (const table of [...TABLES, 'dataset_builds', 'datasets']) await desk.db.query(`DELETE FROM ai.${table}`);
    await desk.db.query('DELETE FROM support.notices');
  }

  /** A process of its own, which knows nothing but what is stored. */
  function open(db = desk.db) {
    const base = { ...desk.deps, clock, db, dataDir, recordAudit };
    const enqueue = (name: (typeof tasks)[number]['name']) => async (_: unknown, id: string) =>
      void (tasks.some((task) => task.id === id) || tasks.push({ name, id }));
    const report = { trainedOn: 1, figures: [], notes: [] };
    const local: Trainer = {
      refuse: async () => refusal,
      advance: async () => ({ kind: 'done', model: { chatModel: null, tuning: BUILT_IN_TUNING, report } }),
    };
    const training = { ...base, trainers: { local, openai: local, file: local }, enqueue: enqueue('train') };
    const answer = { outcome: 'answered' as const, confidence: 1, intent: 'faq', costMicroUsd: 0, ms: 1 };
    const replays = createReplays({
      ...base,
      enqueue: enqueue('replay'),
      likeness: async () => 1,
      getArticleVersion: async () => ({ code: 'KB-001', version: 1 }),
      readInstructionsVersion: async () => 0,
      perform: undefined,
      answer: async ({ question }, { versionId }) => ({
        ...answer,
        ...(isWorse && versionId !== deployedId ? { outcome: 'escalated', text: null } : { text: question }),
      }),
    });
    const builds = createDatasetBuilds({ ...base, buildDataset: createBuildDataset(base), enqueue: enqueue('build') });
    const experiments = createExperiments({ ...base, putNotice: insertNotice });
    const [startTraining, endTraining] = [createStartTraining(training), createEndTraining(training)];
    const deps = {
      ...base,
      builds,
      startTraining,
      endTraining,
      replays,
      experiments,
      putNotice: insertNotice,
      dismissNotice,
    };
    const runs = createRunAutomation({ ...deps, enqueue: enqueue('automation') });
    const decide = createDecideAutomation({ ...deps, enqueue: enqueue('automation') }, runs);
    const work = {
      build: builds.run,
      train: createRunTraining(training).run,
      replay: replays.run,
      automation: runs.advance,
    };
    return { ...runs, decide, experiments, work };
  }

  let deployedId: string | undefined;
  async function deployOne(): Promise<void> {
    deployedId = await addVersion(desk.db, 'deployed');
  }

  /** The customers of a running experiment: the version resolves more. */
  async function play(): Promise<void> {
    const running = (await open().experiments.list()).find(({ state }) => state === 'running');
    if (running === undefined) return;
    await addOutcomes(desk.db, clock.now(), { versionId: deployedId ?? null, conversations: 300, resolved: 200 });
    await addOutcomes(desk.db, clock.now(), { versionId: running.version.id, conversations: 300, resolved: 290 });
    await open().experiments.review();
  }

  /** Runs what is enqueued until nothing is; a process that is cut off is replaced, as the queue does it. */
  async function runAll(process = open()): Promise<boolean> {
    let isWhole = true;
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      await play();
      try {
        await process.work[task.name](task.id, never);
      } catch (error) {
        if (!(error instanceof Cut)) throw error;
        isWhole = false;
        process = open();
        tasks.push(task);
      }
    }
    return isWhole;
  }

  const count = async (table: string) =>
    Number((await desk.db.query(`SELECT count(*) AS count FROM ${table}`)).rows[0]?.count);

  it('begins at a number of new examples, and proposes what the replay found no worse', async () => {
    await open().review();
    expect((await findOpenRun(desk.db))?.cause).toBe('examples');
    await open().review();
    await runAll();
    const run = await findOpenRun(desk.db);
    expect(run).toMatchObject({ state: 'proposed', step: 'proposal', experimentId: null, versionNumber: 1 });
    expect(await findDeployed(desk.db)).toBeUndefined();
    const { rows } = await desk.db.query('SELECT title, page FROM support.notices');
    expect(rows).toEqual([{ title: expect.stringContaining('is proposed'), page: 'models' }]);

    expect(await open().decide.accept(run?.id ?? '', desk.adminId)).toMatchObject({
      state: 'accepted',
      decidedBy: { name: 'Ada' },
    });
    expect((await findDeployed(desk.db))?.id).toBe(run?.versionId);
    expect(await listNotices(desk.db)).toEqual([]);
    await expect(open().decide.accept(run?.id ?? '', desk.adminId)).rejects.toMatchObject({ code: 'CONFLICT' });
    // Nothing was approved since.
    clock.advanceMs(1_000);
    await desk.db.query('UPDATE ai.automation_runs SET created_at = now()');
    await open().review();
    expect(await findOpenRun(desk.db)).toBeUndefined();
  });

  it('goes on after a kill at any statement: one dataset, one job, one version, one replay, one experiment, one proposal', {
    timeout: 240_000,
  }, async () => {
    const cutAt: number[] = [];
    for (let statements = 2; ; statements += 5) {
      await forget();
      await deployOne();
      const before = { datasets: await count('ai.datasets'), jobs: await count('ai.training_jobs') };
      await open().decide.start(desk.adminId);
      const isWhole = await runAll(open(cutOffAfter(desk.db, statements)));
      expect(await findOpenRun(desk.db)).toMatchObject({ state: 'proposed', why: null });
      expect({
        datasets: (await count('ai.datasets')) - before.datasets,
        builds: await count('ai.dataset_builds'),
        jobs: (await count('ai.training_jobs')) - before.jobs,
        versions: (await count('ai.model_versions')) - 1,
        replays: await count('ai.replays'),
        experiments: await count('ai.experiments'),
        proposals: await count("support.notices WHERE id LIKE 'automation %'"),
      }).toEqual({ datasets: 1, builds: 1, jobs: 1, versions: 1, replays: 1, experiments: 1, proposals: 1 });
      expect((await findDeployed(desk.db))?.id).toBe(deployedId);
      if (isWhole) break;
      cutAt.push(statements);
    }
    expect(cutAt.length).toBeGreaterThan(15);
  });

  it('proposes nothing that is worse, and says why', async () => {
    await deployOne();
    isWorse = true;
    await open().decide.start(desk.adminId);
    await runAll();
    expect((await listRuns(desk.db, { limit: 5 })).items).toMatchObject([
      { state: 'not_proposed', step: 'replay', why: expect.stringContaining('It is worse than what answers now') },
    ]);
    expect(await count('ai.experiments')).toBe(0);
  });

  it('says why a step failed, tries it again, and can be ended', async () => {
    refusal = 'The service is closed on Sundays.';
    const { id } = await open().decide.start(desk.adminId);
    await runAll();
    expect(await findOpenRun(desk.db)).toMatchObject({ state: 'failed', step: 'training', why: refusal });
    await expect(open().decide.start(desk.adminId)).rejects.toMatchObject({ code: 'CONFLICT' });
    await open().decide.retry(id, desk.adminId);
    await runAll();
    expect(await findOpenRun(desk.db)).toMatchObject({ state: 'failed', attempt: 2 });
    refusal = undefined;
    await open().decide.retry(id, desk.adminId);
    await runAll();
    expect(await findOpenRun(desk.db)).toMatchObject({ state: 'proposed' });
    expect(await open().decide.decline(id, desk.adminId, 'Not before the season.')).toMatchObject({
      state: 'declined',
      why: 'Not before the season.',
    });

    const second = await open().decide.start(desk.adminId);
    const [task] = tasks.splice(0);
    await open().work.automation(task?.id ?? '', never);
    expect(await open().decide.abandon(second.id, desk.adminId)).toMatchObject({ state: 'abandoned' });
    await runAll();
    expect((await findLastRun(desk.db))?.state).toBe('abandoned');
    const { rows } = await desk.db.query('SELECT state FROM ai.dataset_builds WHERE client_key LIKE $1', [
      `automation ${second.id}%`,
    ]);
    expect(rows).toEqual([{ state: 'cancelled' }]);
  });

  it('begins by time where that is set, not while it is off, and not without a beginning', async () => {
    const weekly = { ...SETTINGS, everyExamples: null, everyDays: 7 };
    await open().decide.saveSettings({ ...weekly, isOn: false }, desk.adminId);
    await open().decide.saveSettings(weekly, desk.adminId);
    clock.advanceMs(6.9 * 86_400_000);
    await open().review();
    expect(await findOpenRun(desk.db)).toBeUndefined();
    clock.advanceMs(0.2 * 86_400_000);
    await open().review();
    expect(await findOpenRun(desk.db)).toMatchObject({ cause: 'schedule', state: 'running' });
    await expect(open().decide.saveSettings({ ...weekly, everyDays: null }, desk.adminId)).rejects.toBeInstanceOf(
      AppError,
    );
  });

  it('takes a version that was deployed by hand for a yes, and one that was put away for a no', async () => {
    for (const [state, outcome] of [
      ['deployed', 'accepted'],
      ['retired', 'declined'],
    ] as const) {
      await open().decide.start(desk.adminId);
      await runAll();
      const run = await findOpenRun(desk.db);
      await desk.db.query('UPDATE ai.model_versions SET state = $2 WHERE id = $1', [run?.versionId, state]);
      await open().review();
      expect((await findLastRun(desk.db))?.state).toBe(outcome);
      await forget();
    }
  });
});
