import { AppError } from '../../core/errors.ts';
import { stopJob } from './end-training.ts';
import { toTrainerJob } from './run-training.ts';
import type { TrainingDeps } from './training-deps.ts';
import { listJobsOn } from './training-job.store.ts';

export interface Forgotten {
  /** Trainings that were under way. */
  stopped: number;
  /** Files that were removed from a service. */
  files: number;
}

const ENDED: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled']);

/**
 * Stops every training on these datasets and removes what services were given of them. A service that cannot be reached
 * does not keep the others from it; what failed first is then thrown. Run again, it does what is left.
 */
export function createForgetTraining(deps: TrainingDeps) {
  return async function forgetTraining(datasetIds: readonly string[], signal: AbortSignal): Promise<Forgotten> {
    const forgotten: Forgotten = { stopped: 0, files: 0 };
    const failures: unknown[] = [];
    for (const job of await listJobsOn(deps.db, datasetIds)) {
      const before = await deps.db.transaction((tx) => stopJob(tx, deps, job.id, null));
      if (!ENDED.has(before)) forgotten.stopped += 1;
      const trainer = deps.trainers[job.trainer];
      try {
        // What has ended at the service says so; that is no failure of ours.
        await trainer.cancel?.(toTrainerJob(job), signal).catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error;
        });
        forgotten.files += (await trainer.forget?.(toTrainerJob(job), signal)) ?? 0;
      } catch (error) {
        signal.throwIfAborted();
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return forgotten;
  };
}
