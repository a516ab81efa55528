import type { TrainingJob, TrainingJobState } from '../../contract/training-jobs.ts';
import { BUILT_IN_TUNING } from '../../contract/tuning.ts';
import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import { readDatasetMembers } from '../dataset-members.ts';
import { finishJob, toTrainerJob } from './run-training.ts';
import type { TrainingDeps } from './training-deps.ts';
import { getJob, lockJob, setJobState, toTrainingJob } from './training-job.store.ts';

const ENDED = { succeeded: 'It has succeeded already.', failed: 'It has failed already.' } as const;

/** Stops a job here, on record. Returns the state that it was in; one that had ended stays as it is. */
export async function stopJob(
  tx: Transaction,
  deps: Pick<TrainingDeps, 'clock' | 'recordAudit'>,
  subjectId: string,
  by: string | null,
): Promise<TrainingJobState> {
  const { state } = await lockJob(tx, subjectId);
  if (state === 'succeeded' || state === 'failed' || state === 'cancelled') return state;
  await setJobState(tx, subjectId, 'cancelled', { at: deps.clock.now() });
  await deps.recordAudit(tx, {
    actorId: by,
    action: 'training_job.cancelled',
    subjectType: 'training_job',
    subjectId,
  });
  tx.emit({ type: 'training-job.updated', subjectId });
  return state;
}

export function createEndTraining(deps: TrainingDeps) {
  const { db } = deps;

  return {
    /** Stops a job, here and at the service. Cancelling twice is the same as once. */
    async cancel(jobId: string, by: string, signal?: AbortSignal): Promise<TrainingJob> {
      await db.transaction(async (tx) => {
        const state = await stopJob(tx, deps, jobId, by);
        if (state === 'succeeded' || state === 'failed')
          throw new AppError('CONFLICT', `This job cannot be stopped. ${ENDED[state]}`);
      });
      const job = await getJob(db, jobId);
      await deps.trainers[job.trainer].cancel?.(toTrainerJob(job), signal);
      return toTrainingJob(job);
    },

    /** Takes over a model that was trained elsewhere, as a version that is evaluated and deployed like any other. */
    async complete(jobId: string, chatModel: string, by: string): Promise<TrainingJob> {
      await db.transaction(async (tx) => {
        const job = await lockJob(tx, jobId);
        if (job.state !== 'waiting')
          throw new AppError('CONFLICT', 'This job does not wait for a model. Load the list again.');
        const { train } = await readDatasetMembers(tx, job.datasetId);
        const report = { trainedOn: train.length, figures: [], notes: ['It was trained by another service.'] };
        await finishJob(tx, deps, jobId, { chatModel, tuning: BUILT_IN_TUNING, report });
        await deps.recordAudit(tx, {
          actorId: by,
          action: 'training_job.completed',
          subjectType: 'training_job',
          subjectId: jobId,
        });
        tx.emit({ type: 'training-job.updated', subjectId: jobId });
      });
      return toTrainingJob(await getJob(db, jobId));
    },
  };
}
