import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Dataset, DatasetFormat } from '../contract/learning.ts';
import { AppError } from '../core/errors.ts';
import type { Database } from '../database/database.ts';
import { toCsv } from './csv-format.ts';
import { type DatasetRow, getDataset, listDatasets } from './dataset.store.ts';
import { readForeseen } from './dataset-manifest.ts';

export function createListDatasets(deps: { db: Database }) {
  return async function list(): Promise<{ items: Dataset[] }> {
    return { items: (await listDatasets(deps.db)).map(toDataset) };
  };
}

/** The answer holds the whole file. */
const MOST_BYTES = 50_000_000;

const KINDS: Record<DatasetFormat, string> = { jsonl: '.jsonl', csv: '.csv', preferences: '.preferences.jsonl' };

/** A file of a dataset, as it was written. */
export function createReadDataset(deps: { db: Database; dataDir: string }) {
  return async function read(input: {
    id: string;
    format?: DatasetFormat;
  }): Promise<{ fileName: string; content: string }> {
    const dataset = await getDataset(deps.db, input.id);
    const format = input.format ?? 'jsonl';
    if (format === 'preferences' && dataset.preferenceCount === 0)
      throw new AppError(
        'NOT_FOUND',
        'Nobody had changed a draft when this dataset was built, so it has no preferences.',
      );
    const path = dataset.path.replace(/\.jsonl$/, KINDS[format]);
    const content = await readAll(deps.dataDir, path).catch((error: unknown) => {
      // Datasets of earlier releases were made a table when somebody asked for it.
      if (format === 'csv' && isAbsent(error)) return readAll(deps.dataDir, dataset.path).then(toCsv);
      throw error;
    });
    return { fileName: basename(path), content };
  };
}

async function readAll(dataDir: string, path: string): Promise<string> {
  const full = join(dataDir, path);
  try {
    const { size } = await stat(full);
    if (size > MOST_BYTES)
      throw new AppError(
        'CONFLICT',
        `The file has ${Math.round(size / 1_000_000)} MB, which is too much to download here. Copy ${path} from the data folder.`,
      );
    return await readFile(full, 'utf8');
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'NOT_FOUND',
      `The file ${path} is no longer in the data folder. Restore it from a backup, or build a new dataset.`,
      { cause: error },
    );
  }
}

const isAbsent = (error: unknown) => error instanceof AppError && error.code === 'NOT_FOUND';

export function toDataset(row: DatasetRow): Dataset {
  const foreseen = readForeseen(row.manifest);
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    fileName: basename(row.path),
    exampleCount: row.exampleCount,
    trainCount: row.trainCount,
    validationCount: row.validationCount,
    preferenceCount: row.preferenceCount,
    tokens: foreseen?.tokens ?? null,
    costMicroUsd: foreseen?.costMicroUsd ?? null,
    sha256: row.sha256,
    createdBy:
      row.createdById === null || row.createdByName === null ? null : { id: row.createdById, name: row.createdByName },
    createdAt: row.createdAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    manifest: row.manifest,
  };
}
