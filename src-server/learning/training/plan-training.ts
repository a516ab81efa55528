import type { TrainerName, TrainingPlan, TrainingSettings } from '../../contract/training-jobs.ts';
import { getDataset } from '../dataset.store.ts';
import { readForeseen } from '../dataset-manifest.ts';
import { lastDayOf } from './fine-tuning-dates.ts';
import type { TrainingDeps } from './training-deps.ts';
import { trainingCostMicroUsd } from './training-price.ts';

/**
 * What a training would take: whether it can be begun, how much is trained on, what it costs about, how long it lasts. The
 * tokens are those of the dataset's manifest, which earlier datasets do not tell.
 */
export function createPlanTraining(deps: TrainingDeps) {
  return async function planTraining(
    input: { datasetId: string; trainer: TrainerName; settings: TrainingSettings },
    signal?: AbortSignal,
  ): Promise<TrainingPlan> {
    const { trainer, settings } = input;
    const dataset = await getDataset(deps.db, input.datasetId);
    const refusal = (await deps.trainers[trainer].refuse({ settings, dataset }, signal)) ?? null;
    const { trainCount, validationCount } = dataset;
    const counts = { refusal, trainCount, validationCount };
    if (trainer === 'local') return { ...counts, tokens: null, costMicroUsd: null, lastDay: null };
    const tokens = readForeseen(dataset.manifest)?.tokens ?? null;
    return {
      ...counts,
      tokens: tokens === null ? null : tokens * settings.epochs,
      costMicroUsd: trainer === 'file' || tokens === null ? null : trainingCostMicroUsd(tokens, settings),
      lastDay: lastDayOf(settings.baseModel) ?? null,
    };
  };
}
