import type { TrainerName, TrainingPlan, TrainingSettings } from '../../contract/training-jobs.ts';
import { getDataset } from '../dataset.store.ts';
import { readDatasetFiles } from '../read-dataset-files.ts';
import { lastDayOf } from './fine-tuning-dates.ts';
import type { TrainingDeps } from './training-deps.ts';

/** About what a tokenizer counts in English. */
const BYTES_A_TOKEN = 4;
/** US dollars for a million tokens that are trained on, by the beginning of a base model's name: OpenAI's list of 2026. */
const TRAINING_PRICES: readonly (readonly [prefix: string, usd: number])[] = [
  ['gpt-4o-mini', 3],
  ['gpt-4.1-mini', 5],
  ['gpt-4.1-nano', 1.5],
  ['gpt-4.1', 25],
  ['gpt-4o', 25],
];

/** What a training would take: whether it can be begun, how much is trained on, what it costs about, how long it lasts. */
export function createPlanTraining(deps: TrainingDeps & { dataDir: string }) {
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
    const files = await readDatasetFiles(deps.dataDir, dataset.path).catch(() => undefined);
    const tokens = files === undefined ? null : Math.ceil(files.train.byteLength / BYTES_A_TOKEN) * settings.epochs;
    const price = TRAINING_PRICES.find(([prefix]) => settings.baseModel.startsWith(prefix))?.[1];
    return {
      ...counts,
      tokens,
      costMicroUsd: trainer === 'file' || price === undefined || tokens === null ? null : Math.round(tokens * price),
      lastDay: lastDayOf(settings.baseModel) ?? null,
    };
  };
}
