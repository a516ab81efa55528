import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface DatasetContents {
  train: Uint8Array;
  /** Undefined where nothing was held back. */
  validation: Uint8Array | undefined;
  manifest: Uint8Array | undefined;
}

/** The files of a dataset as they were written; rejects where the training file is gone. */
export async function readDatasetFiles(dataDir: string, path: string): Promise<DatasetContents> {
  const base = join(dataDir, path).replace(/\.jsonl$/, '');
  const optional = (file: string) => readFile(file).catch(() => undefined);
  return {
    train: await readFile(`${base}.jsonl`),
    validation: await optional(`${base}.validation.jsonl`),
    manifest: await optional(`${base}.manifest.json`),
  };
}
