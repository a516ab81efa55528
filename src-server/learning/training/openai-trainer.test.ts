import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addApproved } from '../../../tests/support/approved-examples.ts';
import { createHeldTimers } from '../../../tests/support/held-timers.ts';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../../tests/support/learning-rows.ts';
import { type OpenAiServer, startOpenAiServer } from '../../../tests/support/openai-server/server.ts';
import { TrainingSettings } from '../../contract/training-jobs.ts';
import { createFixedClock } from '../../core/clock.ts';
import { newId } from '../../core/ids.ts';
import { silentLog } from '../../core/log.ts';
import { recordAudit } from '../../identity/audit.store.ts';
import { createModels } from '../../models/create-models.ts';
import type { FineTuningService } from '../../models/openai/fine-tuning.ts';
import { createBuildDataset } from '../build-dataset.ts';
import { listVersions } from '../versions/version.store.ts';
import { createEndTraining } from './end-training.ts';
import { createForgetTraining } from './forget-training.ts';
import { createOpenAiTrainer } from './openai-trainer.ts';
import { createRunTraining } from './run-training.ts';
import { createStartTraining } from './start-training.ts';
import type { Trainer } from './trainer.ts';
import { getJob, listJobEvents } from './training-job.store.ts';

const never = new AbortController().signal;
const KILLED = new Error('The process was killed.');
const SETTINGS = TrainingSettings.parse({});

describe.each(ENGINES)('training at the service (%s)', (engine) => {
  let desk: LearningDesk;
  let dataDir: string;
  let service: OpenAiServer;
  let datasetId: string;
  let clock: ReturnType<typeof createFixedClock>;
  let later: { jobId: string; afterMs: number | undefined }[];

  beforeAll(async () => {
    desk = await openLearningDesk(engine);
    dataDir = await mkdtemp(join(tmpdir(), 'teppan-openai-'));
    await addApproved(desk.db, desk.adminId);
    datasetId = (await createBuildDataset({ ...desk.deps, dataDir })({ id: newId(), createdBy: desk.adminId })).id;
  });
  afterAll(async () => {
    await desk.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    service = await startOpenAiServer({ models: ['gpt-4o-mini-2024-07-18'] });
    clock = createFixedClock('2026-12-01T10:00:00Z');
    later = [];
    await desk.db.query('DELETE FROM ai.model_versions');
    await desk.db.query('DELETE FROM ai.training_jobs');
  });
  afterEach(() => service.stop());

  /** A process of its own, which knows nothing but what is stored. */
  function open(wrap: (service: FineTuningService) => FineTuningService = (one) => one) {
    const models = createModels(
      { apiKey: 'test-key', baseUrl: service.baseUrl },
      { log: silentLog, clock, recordModelCall: () => {}, timer: createHeldTimers() },
    );
    if (models.fineTuning === undefined) throw new Error('There is no service.');
    const openai = createOpenAiTrainer({
      ...{ clock, dataDir, listModels: models.list, lookEveryMs: 5 },
      service: wrap(models.fineTuning),
    });
    const unused: Trainer = { refuse: async () => 'unused', advance: async () => ({ kind: 'handed-over' }) };
    const deps = {
      ...{ db: desk.db, clock, newId, recordAudit },
      trainers: { openai, local: unused, file: unused },
      enqueue: async (_: unknown, jobId: string, afterMs?: number) => void later.push({ jobId, afterMs }),
    };
    return {
      start: createStartTraining(deps),
      end: createEndTraining(deps),
      forget: createForgetTraining(deps),
      ...createRunTraining(deps),
    };
  }

  const begin = (clientKey = newId()) =>
    open().start({ datasetId, trainer: 'openai', settings: SETTINGS, clientKey, by: desk.adminId });

  /** Runs what is enqueued until nothing is. */
  async function runAll(process = open()): Promise<void> {
    for (let next = later.shift(); next !== undefined; next = later.shift()) await process.run(next.jobId, never);
  }

  const faults = () => service.requests.filter(({ fault }) => fault !== undefined);

  it('uploads both files, follows the job with its events, and takes the model over', async () => {
    const { id } = await begin();
    await runAll();
    expect(await getJob(desk.db, id)).toMatchObject({ state: 'succeeded', problem: null });
    expect(faults()).toEqual([]);
    expect(service.fineTuning.files.map(({ filename }) => filename)).toEqual([
      `teppan-${id}-train.jsonl`,
      `teppan-${id}-validation.jsonl`,
    ]);
    expect(service.fineTuning.jobs.map(({ body }) => body)).toEqual([
      {
        model: 'gpt-4o-mini-2024-07-18',
        training_file: 'file-1',
        validation_file: 'file-2',
        method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 3 } } },
        seed: 1,
        suffix: 'teppan',
        metadata: { teppan_job: id },
      },
    ]);
    const events = await listJobEvents(desk.db, id);
    expect(events.length).toBe(service.fineTuning.jobs[0]?.seen.length);
    expect(events.map(({ metrics }) => metrics)).toContainEqual({ step: 2, train_loss: 1 / 3 });
    expect(await listVersions(desk.db)).toMatchObject([
      {
        state: 'candidate',
        trainer: 'openai',
        chatModel: 'ft:gpt-4o-mini-2024-07-18:teppan::ftjob-1',
        report: { notes: ['It goes away on 2027-01-14, with the model that it was trained from.'] },
      },
    ]);
  });

  it('goes on after a kill at any call: one upload of each file, one job, one version', async () => {
    for (let nth = 1; ; nth++) {
      let calls = 0;
      // The call reaches the service, and its answer reaches nobody.
      const dying = (one: FineTuningService): FineTuningService =>
        Object.fromEntries(
          Object.entries(one).map(([name, work]: [string, (...args: never[]) => Promise<unknown>]) => [
            name,
            async (...args: never[]) => {
              const result = await work(...args);
              if (++calls === nth) throw KILLED;
              return result;
            },
          ]),
        ) as unknown as FineTuningService;
      const before = { files: service.fineTuning.files.length, jobs: service.fineTuning.jobs.length };
      const { id } = await begin();
      later = [];
      const mortal = open(dying);
      const survived = await mortal.run(id, never).then(
        () => true,
        (error: unknown) => {
          if (error !== KILLED) throw error;
          return false;
        },
      );
      later.push({ jobId: id, afterMs: undefined });
      await runAll();
      expect(await getJob(desk.db, id)).toMatchObject({ state: 'succeeded' });
      // Once more than enough: as when the queue gives out a job that had ended.
      await open().run(id, never);
      expect(service.fineTuning.files.length - before.files).toBe(2);
      expect(service.fineTuning.jobs.length - before.jobs).toBe(1);
      expect((await listVersions(desk.db)).filter(({ job }) => job.id === id)).toHaveLength(1);
      if (survived) break;
      expect(nth).toBeLessThan(20);
    }
    expect(faults()).toEqual([]);
  });

  it('waits where the service is busy, and begins nothing twice where an answer is lost', async () => {
    const busy = { kind: 'status', status: 429, headers: { 'retry-after': '1' } } as const;
    for (const route of ['POST /files', 'POST /fine_tuning/jobs', 'GET /fine_tuning/jobs/{id}'])
      service.scriptFor(route, busy, { kind: 'status', status: 503 });
    const { id } = await begin();
    await runAll();
    expect(await getJob(desk.db, id)).toMatchObject({ state: 'succeeded' });
    expect(service.fineTuning).toMatchObject({ files: { length: 2 }, jobs: { length: 1 } });
    expect(service.requests.filter(({ route }) => route === 'POST /files').length).toBe(4);
  });

  it.each(['failed', 'cancelled'] as const)('tells that a job has %s at the service', async (state) => {
    service.fineTuning.play('queued', 'running', state);
    const { id } = await begin();
    await runAll();
    expect(await getJob(desk.db, id)).toMatchObject({
      state: 'failed',
      problem:
        state === 'failed'
          ? 'The service could not train: The training file is invalid.'
          : 'The job was cancelled at the service.',
    });
    expect(await listVersions(desk.db)).toEqual([]);
  });

  it('stops the job at the service too, also where it is called off in the middle of the upload', async () => {
    service.fineTuning.play('running');
    const { id } = await begin();
    await open().run(id, never);
    later = [];
    await open().end.cancel(id, desk.adminId);
    expect(service.fineTuning.jobs.map(({ status }) => status)).toEqual(['cancelled']);
    await open().run(id, never);
    expect(await getJob(desk.db, id)).toMatchObject({ state: 'cancelled' });

    const second = await begin();
    const between = open((one) => ({
      ...one,
      async createJob(job, options) {
        const made = await one.createJob(job, options);
        await open().end.cancel(second.id, desk.adminId);
        return made;
      },
    }));
    await between.run(second.id, never);
    expect(service.fineTuning.jobs.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    expect(await getJob(desk.db, second.id)).toMatchObject({ state: 'cancelled' });
  });

  it('is stopped, and its files are taken back, where a customer in the dataset is deleted', async () => {
    service.fineTuning.play('running');
    const { id } = await begin();
    await open().run(id, never);
    const trained = await begin();
    service.fineTuning.play('succeeded');
    await open().run(trained.id, never);
    expect(service.fineTuning.files).toHaveLength(4);
    // The key is not accepted at first.
    service.scriptFor('GET /files', { kind: 'status', status: 401 });
    await expect(open().forget([datasetId], never)).rejects.toMatchObject({
      code: 'MODEL_FAILED',
    });
    const left = service.fineTuning.files.length;
    expect(await open().forget([datasetId], never)).toEqual({ stopped: 0, files: left });
    expect(service.fineTuning.files).toEqual([]);
    expect(await getJob(desk.db, id)).toMatchObject({ state: 'cancelled' });
    expect(await getJob(desk.db, trained.id)).toMatchObject({ state: 'succeeded' });
    expect(await open().forget([datasetId], never)).toEqual({ stopped: 0, files: 0 });
    expect(faults()).toEqual([]);
  });

  describe('says before the start why it cannot train', () => {
    it.each([
      ['2027-01-06T00:00:00Z', 'OpenAI takes no new fine-tuning jobs since 2027-01-06.'],
      ['2027-01-14T12:00:00Z', 'gpt-4o-mini-2024-07-18 was shut down on 2027-01-14'],
    ])('as from %s: %s', async (now, reason) => {
      clock = createFixedClock(now);
      await expect(begin()).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining(reason) });
      expect(service.requests).toEqual([]);
    });

    it('as the account may not', async () => {
      service.scriptFor('GET /fine_tuning/jobs', { kind: 'status', status: 403, message: 'Not for this project.' });
      await expect(begin()).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('would not train for this account'),
      });
    });

    it('as the service has announced the end of the model', async () => {
      await service.stop();
      service = await startOpenAiServer({ models: [{ id: 'gpt-4o-mini-2024-07-18', shutdownDate: '2026-11-30' }] });
      await expect(begin()).rejects.toMatchObject({ message: expect.stringContaining('shut down on 2026-11-30') });
    });

    it('and does so up to the day before', async () => {
      clock = createFixedClock('2027-01-05T23:59:59Z');
      expect(await begin()).toMatchObject({ state: 'queued' });
    });
  });
});
