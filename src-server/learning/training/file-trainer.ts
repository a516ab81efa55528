import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { AppError } from '../../core/errors.ts';
import { readDatasetFiles } from '../read-dataset-files.ts';
import type { Trainer, TrainerJob } from './trainer.ts';

/** Files in an archive carry a time; one that does not change keeps the archive the same in every run. */
const NO_TIME = new Date('2026-01-01T00:00:00Z');

/** Hands a dataset over to whoever trains elsewhere; the id of what they made is entered afterwards. */
export function createFileTrainer(deps: { dataDir: string }): Trainer {
  return {
    refuse: async ({ dataset }) => missingFile(deps.dataDir, dataset.path),
    async advance() {
      return { kind: 'handed-over' };
    },
  };
}

/** Why a dataset cannot be handed over; undefined where its file is there. */
export async function missingFile(dataDir: string, path: string): Promise<string | undefined> {
  return readFile(join(dataDir, path)).then(
    () => undefined,
    () => `The file ${path} is no longer in the data folder. Restore it from a backup, or build a new dataset.`,
  );
}

/** The package: the lines for training and for validation, the manifest, and what to do with them. */
export async function packTraining(
  deps: { dataDir: string },
  job: TrainerJob,
): Promise<{ fileName: string; contentBase64: string }> {
  const { dataset, settings } = job;
  const name = `${dataset.name}_v${dataset.version}`;
  const files = await readDatasetFiles(deps.dataDir, dataset.path).catch((error: unknown) => {
    throw new AppError('NOT_FOUND', `The files of ${basename(dataset.path)} are no longer in the data folder.`, {
      cause: error,
    });
  });
  const entries: Zippable = {
    'train.jsonl': [files.train, { mtime: NO_TIME }],
    'README.txt': [strToU8(instructions(name, settings, files.validation !== undefined)), { mtime: NO_TIME }],
  };
  if (files.validation !== undefined) entries['validation.jsonl'] = [files.validation, { mtime: NO_TIME }];
  if (files.manifest !== undefined) entries['manifest.json'] = [files.manifest, { mtime: NO_TIME }];
  return { fileName: `${name}.zip`, contentBase64: Buffer.from(zipSync(entries)).toString('base64') };
}

function instructions(
  name: string,
  { baseModel, epochs, seed }: TrainerJob['settings'],
  hasValidation: boolean,
): string {
  return [
    `Training package ${name}`,
    '',
    'train.jsonl: one chat a line, {"messages": [system, user, assistant]}, as OpenAI\'s supervised fine-tuning reads it.',
    'Most other services and open-source trainers read the same format.',
    ...(hasValidation
      ? ['validation.jsonl: the same for chats that must not be trained on. Use it as the validation file.']
      : []),
    'manifest.json: what went in, what was left out and why, and the SHA-256 of each file.',
    '',
    `Suggested settings: base model ${baseModel}, ${epochs} epochs, seed ${seed}, supervised fine-tuning.`,
    '',
    'When the model is ready, open Training, Models in Teppan and enter its id at this job. The model must answer at the',
    'service that Teppan is connected to.',
    '',
  ].join('\n');
}
