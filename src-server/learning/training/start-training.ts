import type { TrainerName, TrainingJob, TrainingSettings } from '../../contract/training-jobs.ts';
import { AppError } from '../../core/errors.ts';
import { getDataset } from '../dataset.store.ts';
import type { TrainingDeps } from './training-deps.ts';
import { findJobByKey, insertJob, toTrainingJob } from './training-job.store.ts';

export interface StartInput {
  datasetId: string;
  trainer: TrainerName;
  settings: TrainingSettings;
  clientKey: string;
  by: string | null;
}

/** Begins a training job; asking again with the same key gives the same job. CONFLICT, with the reason, where it cannot. */
export function createStartTraining(deps: TrainingDeps) {
  const { db, clock } = deps;
  return async function startTraining(input: StartInput, signal?: AbortSignal): Promise<TrainingJob> {
    const known = await findJobByKey(db, input.clientKey);
    if (known !== undefined) return toTrainingJob(known);
    const dataset = await getDataset(db, input.datasetId);
    const reason = await deps.trainers[input.trainer].refuse({ settings: input.settings, dataset }, signal);
    if (reason !== undefined) throw new AppError('CONFLICT', reason);
    const id = deps.newId();
    await db.transaction(async (tx) => {
      if (!(await insertJob(tx, { ...input, id, createdBy: input.by, at: clock.now() }))) return;
      await deps.recordAudit(tx, {
        actorId: input.by,
        action: 'training_job.started',
        subjectType: 'training_job',
        subjectId: id,
        details: { trainer: input.trainer, datasetId: input.datasetId },
      });
      await deps.enqueue(tx, id);
      tx.emit({ type: 'training-job.updated', subjectId: id });
    });
    const made = await findJobByKey(db, input.clientKey);
    if (made === undefined) throw new Error('The training job that was just written is not there.');
    return toTrainingJob(made);
  };
}
