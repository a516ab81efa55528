import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Dataset } from '../contract/learning.ts';
import { AppError } from '../core/errors.ts';
import type { Database } from '../database/database.ts';
import { toCsv } from './csv-format.ts';
import { type DatasetRow, getDataset, listDatasets } from './dataset.store.ts';

export function createListDatasets(deps: { db: Database }) {
  return async function list(): Promise<{ items: Dataset[] }> {
    return { items: (await listDatasets(deps.db)).map(toDataset) };
  };
}

/** The answer holds the whole file. */
const MOST_BYTES = 50_000_000;

/** The training lines of a dataset, as they were written. */
export function createReadDataset(deps: { db: Database; dataDir: string }) {
  return async function read(input: {
    id: string;
    format?: 'jsonl' | 'csv';
  }): Promise<{ fileName: string; content: string }> {
    const dataset = await getDataset(deps.db, input.id);
    const { size } = await stat(join(deps.dataDir, dataset.path)).catch(() => ({ size: 0 }));
    if (size > MOST_BYTES)
      throw new AppError(
        'CONFLICT',
        `The file has ${Math.round(size / 1_000_000)} MB, which is too much to download here. Copy ${dataset.path} from the data folder.`,
      );
    try {
      const content = await readFile(join(deps.dataDir, dataset.path), 'utf8');
      const fileName = basename(dataset.path);
      if (input.format !== 'csv') return { fileName, content };
      return { fileName: fileName.replace(/\.jsonl$/, '.csv'), content: toCsv(content) };
    } catch (error) {
      throw new AppError(
        'NOT_FOUND',
        `The file ${dataset.path} is no longer in the data folder. Restore it from a backup, or build a new dataset.`,
        { cause: error },
      );
    }
  };
}

export function toDataset(row: DatasetRow): Dataset {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    fileName: basename(row.path),
    exampleCount: row.exampleCount,
    trainCount: row.trainCount,
    validationCount: row.validationCount,
    sha256: row.sha256,
    createdBy:
      row.createdById === null || row.createdByName === null ? null : { id: row.createdById, name: row.createdByName },
    createdAt: row.createdAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    manifest: row.manifest,
  };
}
