import { join } from 'node:path';
import type { DatasetBuild, DatasetBuildStep } from '../../contract/dataset-builds.ts';
import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Database, Transaction } from '../../database/database.ts';
import type { RecordAudit } from '../../database/record-audit.ts';
import type { createBuildDataset } from '../build-dataset.ts';
import { removeLeftovers, TRAINING_FOLDER } from '../dataset-files.ts';
import { DATASET_NAME } from '../publish-dataset.ts';
import {
  findBuildByKey,
  getBuild,
  insertBuild,
  lockBuild,
  setBuildProgress,
  setBuildState,
  toDatasetBuild,
} from './dataset-build.store.ts';

export interface DatasetBuildDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  dataDir: string;
  buildDataset: ReturnType<typeof createBuildDataset>;
  /** Has the build done once this transaction has committed. */
  enqueue: (tx: Transaction, buildId: string) => Promise<void>;
  recordAudit: RecordAudit;
}

export interface StartBuildInput {
  /** Chosen by who asks, so that asking twice begins one. */
  clientKey: string;
  since?: Date | undefined;
  by: string | null;
}

/** Builds of datasets, beside the requests that begin them. */
export function createDatasetBuilds(deps: DatasetBuildDeps) {
  const { db, clock } = deps;

  async function audit(tx: Transaction, action: string, actorId: string | null, subjectId: string): Promise<void> {
    await deps.recordAudit(tx, { actorId, action: `dataset.${action}`, subjectType: 'dataset', subjectId });
    tx.emit({ type: 'dataset-build.updated', subjectId });
  }

  /** Begins a build in the caller's transaction; one with this key that was begun already stays the only one. */
  async function startIn(tx: Transaction, { clientKey, since, by }: StartBuildInput): Promise<void> {
    const id = deps.newId();
    if (!(await insertBuild(tx, { id, clientKey, since, createdBy: by, at: clock.now() }))) return;
    await audit(tx, 'build_started', by, id);
    await deps.enqueue(tx, id);
  }

  /** Ends a build that has made no dataset, with the files that it leaves. One that has ended otherwise stays as it is. */
  async function fail(buildId: string, problem: string): Promise<void> {
    await db.transaction(async (tx) => {
      const { state } = await lockBuild(tx, buildId);
      if (state !== 'queued' && state !== 'running') return;
      await setBuildState(tx, buildId, 'failed', { at: clock.now(), problem });
      tx.emit({ type: 'dataset-build.updated', subjectId: buildId });
    });
    await clear(buildId);
  }

  async function clear(buildId: string): Promise<void> {
    if ((await getBuild(db, buildId)).version === null)
      await removeLeftovers(join(deps.dataDir, TRAINING_FOLDER), DATASET_NAME, buildId);
  }

  /** Marks the build as running; undefined where it has ended. */
  function begin(buildId: string) {
    return db.transaction(async (tx) => {
      const build = await lockBuild(tx, buildId);
      if (build.state !== 'queued' && build.state !== 'running') return undefined;
      await setBuildState(tx, buildId, 'running', { at: clock.now() });
      tx.emit({ type: 'dataset-build.updated', subjectId: buildId });
      return build;
    });
  }

  async function progress(buildId: string, step: DatasetBuildStep, done: number, total: number): Promise<void> {
    if (!(await setBuildProgress(db, buildId, { step, done, total }))) throw calledOff();
    await db.transaction(async (tx) => tx.emit({ type: 'dataset-build.updated', subjectId: buildId }));
  }

  return {
    startIn,

    async start(input: StartBuildInput): Promise<DatasetBuild> {
      await db.transaction((tx) => startIn(tx, input));
      const made = await findBuildByKey(db, input.clientKey);
      if (made === undefined) throw new Error('The build that was just written is not there.');
      return toDatasetBuild(made);
    },

    /**
     * Builds, from the beginning where a kill has cut a run before: the same examples give the same files. The dataset
     * is made in the transaction that ends the build, so there is one of it.
     */
    async run(buildId: string, signal: AbortSignal): Promise<void> {
      const build = await begin(buildId);
      if (build === undefined) return clear(buildId);
      try {
        await deps.buildDataset({
          id: buildId,
          createdBy: build.createdById,
          since: build.since ?? undefined,
          signal,
          progress: (step, done, total) => progress(buildId, step, done, total),
          async alongside(tx) {
            if ((await lockBuild(tx, buildId)).state !== 'running') throw calledOff();
            await setBuildState(tx, buildId, 'done', { at: clock.now() });
            tx.emit({ type: 'dataset-build.updated', subjectId: buildId });
          },
        });
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof AppError) || error.code !== 'CONFLICT') throw error;
        // Also what was called off ends here: then there is nothing left to fail.
        await fail(buildId, error.message);
      }
    },

    /** All attempts have failed. */
    giveUp: (buildId: string) =>
      fail(buildId, 'It failed several times; the log tells why. Build again when the cause is gone.'),

    /** Calls a build off. Doing so twice is the same as once; CONFLICT where it has ended. */
    async cancel(buildId: string, by: string): Promise<DatasetBuild> {
      await db.transaction(async (tx) => {
        const { state } = await lockBuild(tx, buildId);
        if (state === 'cancelled') return;
        if (state === 'done' || state === 'failed')
          throw new AppError('CONFLICT', 'This build has ended already. Load the list again.');
        await setBuildState(tx, buildId, 'cancelled', { at: clock.now() });
        await audit(tx, 'build_cancelled', by, buildId);
      });
      return toDatasetBuild(await getBuild(db, buildId));
    },
  };
}

export type DatasetBuilds = ReturnType<typeof createDatasetBuilds>;

const calledOff = () => new AppError('CONFLICT', 'The build was called off.');
