import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import type { BuildDatasetInput } from './build-dataset.ts';
import type { Collected } from './collect-examples.ts';
import type { CollectedPairs } from './collect-preferences.ts';
import { countErasures, insertDataset, lockHighestVersion } from './dataset.store.ts';
import { insertExamplePage } from './dataset-examples.store.ts';
import { highestVersionOnDisk, type PreparedFile, TRAINING_FOLDER } from './dataset-files.ts';
import { describeDataset } from './dataset-manifest.ts';
import { insertPreferencePage } from './preference.store.ts';
import type { SourceFilter } from './trainable.store.ts';
import { type DatasetFiles, idPages, type WrittenPart } from './write-dataset.ts';

export const DATASET_NAME = 'mhc_support';

export interface Publication {
  input: Pick<BuildDatasetInput, 'id' | 'createdBy' | 'alongside'>;
  filter: SourceFilter;
  /** How many customers had been deleted when the build began. */
  erasures: number;
  collected: Collected;
  pairs: CollectedPairs & { heldBack: number };
  validationShare: number;
  train: WrittenPart;
  validation: WrittenPart | undefined;
  csv: PreparedFile;
  preferences: WrittenPart | undefined;
}

/** Takes the next version, writes the rows and gives the files their names, all or nothing. */
export async function publishDataset(
  tx: Transaction,
  clock: Clock,
  files: DatasetFiles,
  made: Publication,
): Promise<void> {
  const { input, train, validation, preferences } = made;
  const known = await lockHighestVersion(tx, DATASET_NAME);
  if ((await countErasures(tx)) !== made.erasures)
    throw new AppError('UNAVAILABLE', 'A customer was deleted while this dataset was built. It is built again.');
  const version = Math.max(known, await highestVersionOnDisk(files.folder, DATASET_NAME)) + 1;
  const base = `${DATASET_NAME}_v${version}`;
  const createdAt = clock.now();
  const counts = { exported: made.collected.count, train: train.count, validation: validation?.count ?? 0 };
  const manifest = describe(made, { version, base, createdAt, counts });
  const manifestFile = await files.open('manifest.json');
  await manifestFile.write(`${JSON.stringify(manifest, null, 2)}\n`);
  await files.finish(manifestFile);
  await insertDataset(tx, {
    id: input.id,
    name: DATASET_NAME,
    version,
    path: `${TRAINING_FOLDER}/${base}.jsonl`,
    exampleCount: counts.exported,
    trainCount: counts.train,
    validationCount: counts.validation,
    preferenceCount: preferences?.count ?? 0,
    sha256: train.file.sha256,
    manifest,
    createdById: input.createdBy,
    createdAt,
  });
  await writeIds(tx, made);
  await input.alongside?.(tx);
  await files.publish(base);
  tx.emit({ type: 'dataset.created', subjectId: input.id });
}

interface Named {
  version: number;
  base: string;
  createdAt: Date;
  counts: { exported: number; train: number; validation: number };
}

function describe(made: Publication, { base, ...named }: Named): Record<string, unknown> {
  const { input, train, validation, preferences } = made;
  const described = ({ kind, sha256, bytes }: PreparedFile) => ({ fileName: `${base}.${kind}`, sha256, bytes });
  return describeDataset({
    ...named,
    ...{ id: input.id, name: DATASET_NAME, createdBy: input.createdBy },
    ...{ filter: made.filter, collected: made.collected, validationShare: made.validationShare },
    pairs: { ...made.pairs, exported: preferences?.count ?? 0 },
    tokens: {
      train: train.tokens,
      validation: validation?.tokens ?? 0,
      preferences: preferences?.tokens ?? 0,
    },
    files: {
      train: described(train.file),
      validation: validation && described(validation.file),
      csv: described(made.csv),
      preferences: preferences && described(preferences.file),
    },
  });
}

async function writeIds(tx: Transaction, { input: { id: datasetId }, train, validation, preferences }: Publication) {
  for (const part of ['train', 'validation'] as const)
    for (const { page, ids } of idPages(part === 'train' ? train : validation))
      await insertExamplePage(tx, { datasetId, part, page, exampleIds: ids });
  for (const { page, ids } of idPages(preferences)) await insertPreferencePage(tx, { datasetId, page, draftIds: ids });
}
