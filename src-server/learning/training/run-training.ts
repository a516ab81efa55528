import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import { insertVersion } from '../versions/version.store.ts';
import type { TrainedModel, TrainerCall, TrainerJob } from './trainer.ts';
import type { TrainingDeps } from './training-deps.ts';
import {
  addJobEvent,
  addRemote,
  getJob,
  type JobRow,
  lockJob,
  setJobState,
  setProgress,
} from './training-job.store.ts';

/** What passes: the service was busy, or could not be reached. */
const PASSING = ['MODEL_FAILED', 'UNAVAILABLE', 'TOO_MANY_REQUESTS', 'INTERNAL'];

/**
 * Goes on with a training job until it ends or waits for something. Run any number of times, also after a kill: what is
 * finished stays, and the version of a job is written once, in the transaction that ends it.
 */
export function createRunTraining(deps: TrainingDeps) {
  const { db, clock } = deps;

  async function runTraining(jobId: string, signal: AbortSignal): Promise<void> {
    const job = await begin(jobId);
    if (job === undefined) return;
    try {
      const step = await deps.trainers[job.trainer].advance(toTrainerJob(job), callOf(jobId, signal));
      await db.transaction(async (tx) => {
        if ((await lockJob(tx, jobId)).state !== 'running') return;
        if (step.kind === 'later') return deps.enqueue(tx, jobId, step.afterMs);
        if (step.kind === 'done') await finishJob(tx, deps, jobId, step.model);
        else await setJobState(tx, jobId, 'waiting', { at: clock.now() });
        tx.emit({ type: 'training-job.updated', subjectId: jobId });
      });
    } catch (error) {
      signal.throwIfAborted();
      // Also what cancelled the job in the meantime ends here: then there is nothing left to fail.
      if (!(error instanceof AppError) || PASSING.includes(error.code)) throw error;
      await failTraining(jobId, error.message);
    }
  }

  /** Marks the job as running; undefined where it has ended. */
  function begin(jobId: string): Promise<JobRow | undefined> {
    return db.transaction(async (tx) => {
      const job = await lockJob(tx, jobId);
      if (job.state !== 'queued' && job.state !== 'running') return undefined;
      if (job.state === 'queued') {
        await setJobState(tx, jobId, 'running', { at: clock.now() });
        tx.emit({ type: 'training-job.updated', subjectId: jobId });
      }
      return job;
    });
  }

  function callOf(jobId: string, signal: AbortSignal): TrainerCall {
    const told = () => db.transaction(async (tx) => tx.emit({ type: 'training-job.updated', subjectId: jobId }));
    return {
      signal,
      async progress(step, share) {
        signal.throwIfAborted();
        if ((await getJob(db, jobId)).state !== 'running') throw new AppError('CONFLICT', 'The job was cancelled.');
        await setProgress(db, jobId, { step, share });
        await told();
      },
      async tell({ key, message, at = clock.now(), metrics }) {
        if (await addJobEvent(db, { jobId, key, at, message, metrics })) await told();
      },
      remember: (remote) => addRemote(db, jobId, remote),
    };
  }

  return {
    run: runTraining,
    /** All attempts have failed. */
    giveUp: (jobId: string) =>
      failTraining(jobId, 'It failed several times; the log tells why. Start it again when the cause is gone.'),
  };

  /** Ends a job for good. One that has ended otherwise stays as it is. */
  function failTraining(jobId: string, problem: string): Promise<void> {
    return db.transaction(async (tx) => {
      const { state } = await lockJob(tx, jobId);
      if (state !== 'queued' && state !== 'running') return;
      await setJobState(tx, jobId, 'failed', { at: clock.now(), problem });
      tx.emit({ type: 'training-job.updated', subjectId: jobId });
    });
  }
}

/** Writes the version and ends the job, in one transaction. */
export async function finishJob(
  tx: Transaction,
  deps: TrainingDeps,
  jobId: string,
  model: TrainedModel,
): Promise<void> {
  const at = deps.clock.now();
  const id = deps.newId();
  await insertVersion(tx, { ...model, id, jobId, at });
  await setJobState(tx, jobId, 'succeeded', { at });
  tx.emit({ type: 'model-version.updated', subjectId: id });
}

export function toTrainerJob(job: JobRow): TrainerJob {
  const { id, settings, remote, datasetId, datasetName, datasetVersion, path } = job;
  return { id, settings, remote, dataset: { id: datasetId, name: datasetName, version: datasetVersion, path } };
}
