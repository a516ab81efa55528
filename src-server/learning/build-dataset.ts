import { join } from 'node:path';
import type { Dataset } from '../contract/learning.ts';
import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import type { Database, Queryable, Transaction } from '../database/database.ts';
import { DEFAULT_SYSTEM_PROMPT, toChatLine } from './chat-format.ts';
import { type Collected, collectExamples } from './collect-examples.ts';
import { countErasures, getDataset, insertDataset, lockHighestVersion } from './dataset.store.ts';
import { insertExamplePage } from './dataset-examples.store.ts';
import { highestVersionOnDisk, TRAINING_FOLDER } from './dataset-files.ts';
import { describeDataset } from './dataset-manifest.ts';
import { createDatasetSplit } from './dataset-split.ts';
import { toDataset } from './list-datasets.ts';
import { PROMOTION_SCORE } from './quality-score.ts';
import type { Scrub } from './scrub-pii.ts';
import type { SourceFilter } from './trainable.store.ts';
import { createDatasetFiles, createLines, type DatasetFiles, idPages, type WrittenPart } from './write-dataset.ts';

export const DATASET_NAME = 'mhc_support';
const VALIDATION_SHARE = 0.1;
/** A million ids are written in a few seconds. */
const PUBLISH_LIMIT_MS = 120_000;

export interface BuildDatasetDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  dataDir: string;
  scrub: Scrub;
  /** What belongs to the business itself and stays readable: its name, phone, e-mail, address. */
  keep?: (db: Queryable) => Promise<readonly string[]>;
  /** What every training line tells the assistant first. */
  systemPrompt?: (db: Queryable) => Promise<string>;
}

export interface BuildDatasetInput {
  createdBy: string;
  /** Only examples created at or after this time. */
  since?: Date | undefined;
}

/**
 * Exports what people have approved as the next version of the dataset: `training/mhc_support_v1.jsonl` for training,
 * `….validation.jsonl` where there is enough to hold something back, and `….manifest.json` that says what is in them,
 * what was left out and why, and what was scrubbed. A version is never changed or overwritten.
 * The texts go through memory one by one; a million examples take less than 100 MB of it.
 */
export function createBuildDataset(deps: BuildDatasetDeps) {
  return async function buildDataset(input: BuildDatasetInput): Promise<Dataset> {
    const filter = { minQuality: PROMOTION_SCORE, since: input.since };
    const system = (await deps.systemPrompt?.(deps.db)) ?? DEFAULT_SYSTEM_PROMPT;
    const erasures = await countErasures(deps.db);
    const id = deps.newId();
    const files = createDatasetFiles(join(deps.dataDir, TRAINING_FOLDER), id);
    const split = await createDatasetSplit(files.folder);
    const lines = await createLines(files, id);
    try {
      const collected = await collectExamples(deps, filter, async (example) => {
        await split.add(example);
        await lines.add(example.id, toChatLine(system, example.question, example.answer));
      });
      if (collected.count === 0) throw nothingToExport(collected, input.since);
      const parts = await lines.part(await split.choose(VALIDATION_SHARE));
      await deps.db.longOperation(PUBLISH_LIMIT_MS, () =>
        deps.db.transaction((tx) => publish(tx, deps, files, { id, filter, collected, ...parts, input, erasures })),
      );
    } catch (error) {
      await files.discard();
      throw error;
    } finally {
      await split.discard();
      await lines.discard();
    }
    return toDataset(await getDataset(deps.db, id));
  };
}

interface Publication {
  id: string;
  filter: SourceFilter;
  collected: Collected;
  train: WrittenPart;
  validation: WrittenPart | undefined;
  input: BuildDatasetInput;
  /** How many customers had been deleted when the build began. */
  erasures: number;
}

/** Takes the next version, writes the rows and gives the files their names, all or nothing. */
async function publish(tx: Transaction, deps: BuildDatasetDeps, files: DatasetFiles, made: Publication): Promise<void> {
  const known = await lockHighestVersion(tx, DATASET_NAME);
  if ((await countErasures(tx)) !== made.erasures)
    throw new AppError('CONFLICT', 'A customer was deleted while this dataset was built. Build it again.');
  const version = Math.max(known, await highestVersionOnDisk(files.folder, DATASET_NAME)) + 1;
  const base = `${DATASET_NAME}_v${version}`;
  const createdAt = deps.clock.now();
  const described = ({ file }: WrittenPart) => ({
    fileName: `${base}.${file.kind}`,
    sha256: file.sha256,
    bytes: file.bytes,
  });
  const counts = { exported: made.collected.count, train: made.train.count, validation: made.validation?.count ?? 0 };
  const manifest = describeDataset({
    name: DATASET_NAME,
    version,
    createdAt,
    createdBy: made.input.createdBy,
    filter: made.filter,
    collected: made.collected,
    counts,
    validationShare: VALIDATION_SHARE,
    files: { train: described(made.train), validation: made.validation && described(made.validation) },
  });
  const manifestFile = await files.open('manifest.json');
  await manifestFile.write(`${JSON.stringify(manifest, null, 2)}\n`);
  await files.finish(manifestFile);
  await insertDataset(tx, {
    id: made.id,
    name: DATASET_NAME,
    version,
    path: `${TRAINING_FOLDER}/${base}.jsonl`,
    exampleCount: counts.exported,
    trainCount: counts.train,
    validationCount: counts.validation,
    sha256: made.train.file.sha256,
    manifest,
    createdById: made.input.createdBy,
    createdAt,
  });
  for (const page of idPages('train', made.train)) await insertExamplePage(tx, { datasetId: made.id, ...page });
  for (const page of idPages('validation', made.validation))
    await insertExamplePage(tx, { datasetId: made.id, ...page });
  await files.publish(base);
  tx.emit({ type: 'dataset.created', subjectId: made.id });
}

function nothingToExport({ leftOut }: Collected, since: Date | undefined): AppError {
  const reasons = [
    [leftOut.not_approved, 'not approved yet'],
    [leftOut.quality_too_low, `with a quality below ${PROMOTION_SCORE}`],
    [leftOut.too_old, `from before ${since?.toISOString().slice(0, 10)}`],
  ].flatMap(([count, what]) => (count === undefined ? [] : [`${count} ${what}`]));
  return new AppError(
    'CONFLICT',
    `There is nothing to export yet${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}. Approve examples in the training review first.`,
  );
}
