import type { TrainingJob } from '../../contract/training-jobs.ts';
import { BUILT_IN_TUNING } from '../../contract/tuning.ts';
import { AppError } from '../../core/errors.ts';
import { readDatasetMembers } from '../dataset-members.ts';
import { finishJob, toTrainerJob } from './run-training.ts';
import type { TrainingDeps } from './training-deps.ts';
import { getJob, lockJob, setJobState, toTrainingJob } from './training-job.store.ts';

const ENDED = { succeeded: 'It has succeeded already.', failed: 'It has failed already.' } as const;

export function createEndTraining(deps: TrainingDeps) {
  const { db, clock } = deps;

  async function audit(tx: Parameters<TrainingDeps['recordAudit']>[0], action: string, by: string, subjectId: string) {
    await deps.recordAudit(tx, { actorId: by, action, subjectType: 'training_job', subjectId });
    tx.emit({ type: 'training-job.updated', subjectId });
  }

  return {
    /** Stops a job, here and at the service. Cancelling twice is the same as once. */
    async cancel(jobId: string, by: string, signal?: AbortSignal): Promise<TrainingJob> {
      await db.transaction(async (tx) => {
        const { state } = await lockJob(tx, jobId);
        if (state === 'cancelled') return;
        if (state === 'succeeded' || state === 'failed')
          throw new AppError('CONFLICT', `This job cannot be stopped. ${ENDED[state]}`);
        await setJobState(tx, jobId, 'cancelled', { at: clock.now() });
        await audit(tx, 'training_job.cancelled', by, jobId);
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
        await audit(tx, 'training_job.completed', by, jobId);
      });
      return toTrainingJob(await getJob(db, jobId));
    },
  };
}
