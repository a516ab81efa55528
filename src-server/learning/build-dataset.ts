import { join } from 'node:path';
import type { Dataset } from '../contract/learning.ts';
import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import type { Database, Queryable, Transaction } from '../database/database.ts';
import { DEFAULT_SYSTEM_PROMPT, toChatLine } from './chat-format.ts';
import { type CollectedExamples, collectExamples } from './collect-examples.ts';
import { getDataset, insertDataset, lockHighestVersion, type SourceFilter } from './dataset.store.ts';
import { highestVersionOnDisk, type PreparedFile, prepareFile, TRAINING_FOLDER } from './dataset-files.ts';
import { describeDataset } from './dataset-manifest.ts';
import { chooseValidation } from './dataset-split.ts';
import { toDataset } from './list-datasets.ts';
import { PROMOTION_SCORE } from './quality-score.ts';
import type { Scrub } from './scrub-pii.ts';

const DATASET_NAME = 'mhc_support';
const VALIDATION_SHARE = 0.1;

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
 */
export function createBuildDataset(deps: BuildDatasetDeps) {
  return async function buildDataset(input: BuildDatasetInput): Promise<Dataset> {
    const filter = { minQuality: PROMOTION_SCORE, since: input.since };
    const collected = await collectExamples(deps, filter);
    if (collected.examples.length === 0) throw nothingToExport(collected, input.since);
    const held = chooseValidation(collected.examples, VALIDATION_SHARE);
    const system = (await deps.systemPrompt?.(deps.db)) ?? DEFAULT_SYSTEM_PROMPT;
    const id = deps.newId();
    const files = createFileSet(join(deps.dataDir, TRAINING_FOLDER), id);
    try {
      const train = await files.prepare(
        'jsonl',
        toLines(collected, system, (one) => !held.has(one)),
      );
      const validation =
        held.size === 0
          ? undefined
          : await files.prepare(
              'validation.jsonl',
              toLines(collected, system, (one) => held.has(one)),
            );
      await deps.db.transaction((tx) =>
        publish(tx, deps, files, { id, filter, collected, heldCount: held.size, train, validation, input }),
      );
    } catch (error) {
      await files.discard();
      throw error;
    }
    return toDataset(await getDataset(deps.db, id));
  };
}

interface Publication {
  id: string;
  filter: SourceFilter;
  collected: CollectedExamples;
  heldCount: number;
  train: PreparedFile;
  validation: PreparedFile | undefined;
  input: BuildDatasetInput;
}

/** Takes the next version, writes the row and gives the files their names, all or nothing. */
async function publish(tx: Transaction, deps: BuildDatasetDeps, files: FileSet, made: Publication): Promise<void> {
  const known = await lockHighestVersion(tx, DATASET_NAME);
  const version = Math.max(known, await highestVersionOnDisk(files.folder, DATASET_NAME)) + 1;
  const base = `${DATASET_NAME}_v${version}`;
  const createdAt = deps.clock.now();
  const described = (file: PreparedFile) => ({
    fileName: `${base}.${file.kind}`,
    sha256: file.sha256,
    bytes: file.bytes,
  });
  const manifest = describeDataset({
    name: DATASET_NAME,
    version,
    createdAt,
    createdBy: made.input.createdBy,
    filter: made.filter,
    collected: made.collected,
    validationShare: VALIDATION_SHARE,
    validationCount: made.heldCount,
    files: { train: described(made.train), validation: made.validation && described(made.validation) },
  });
  await files.prepare('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
  await insertDataset(tx, {
    id: made.id,
    name: DATASET_NAME,
    version,
    path: `${TRAINING_FOLDER}/${base}.jsonl`,
    exampleCount: made.collected.examples.length,
    trainCount: made.collected.examples.length - made.heldCount,
    validationCount: made.heldCount,
    sha256: made.train.sha256,
    manifest,
    createdById: made.input.createdBy,
    createdAt,
  });
  await files.publish(base);
  tx.emit({ type: 'dataset.created', subjectId: made.id });
}

interface FileSet {
  folder: string;
  prepare(kind: string, content: string): Promise<PreparedFile>;
  publish(base: string): Promise<void>;
  discard(): Promise<void>;
}

function createFileSet(folder: string, id: string): FileSet {
  const files: PreparedFile[] = [];
  return {
    folder,
    async prepare(kind, content) {
      const file = await prepareFile(folder, `.${id}`, kind, content);
      files.push(file);
      return file;
    },
    // The training file comes last: where it is, its companions are.
    async publish(base) {
      for (const file of [...files].reverse()) await file.publish(base);
    },
    async discard() {
      for (const file of files) await file.discard();
    },
  };
}

function toLines(collected: CollectedExamples, system: string, wanted: (id: string) => boolean): string {
  return collected.examples
    .filter((one) => wanted(one.id))
    .map((one) => `${toChatLine(system, one.question, one.answer)}\n`)
    .join('');
}

function nothingToExport({ leftOut }: CollectedExamples, since: Date | undefined): AppError {
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
