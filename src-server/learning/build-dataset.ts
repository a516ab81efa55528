import { join } from 'node:path';
import type { Dataset } from '../contract/learning.ts';
import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import type { Database, Queryable } from '../database/database.ts';
import { DEFAULT_SYSTEM_PROMPT, toChatLine } from './chat-format.ts';
import { type CollectedExamples, collectExamples } from './collect-examples.ts';
import { getDataset, insertDataset, lockHighestVersion } from './dataset.store.ts';
import { highestVersionOnDisk, type PreparedFile, prepareFile, TRAINING_FOLDER } from './dataset-files.ts';
import { chooseValidation } from './dataset-split.ts';
import { toDataset } from './list-datasets.ts';
import { PROMOTION_SCORE } from './quality-score.ts';
import type { Scrub } from './scrub-pii.ts';

export const DATASET_NAME = 'mhc_support';
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
    const system = (await deps.systemPrompt?.(deps.db)) ?? DEFAULT_SYSTEM_PROMPT;
    const held = chooseValidation(collected.examples, VALIDATION_SHARE);
    const lines = (wanted: boolean) =>
      collected.examples
        .filter((one) => held.has(one.id) === wanted)
        .map((one) => `${toChatLine(system, one.question, one.answer)}\n`)
        .join('');

    const id = deps.newId();
    const folder = join(deps.dataDir, TRAINING_FOLDER);
    const files: PreparedFile[] = [];
    const prepare = async (kind: string, content: string) => {
      const file = await prepareFile(folder, `.${id}.${kind}.tmp`, content);
      files.push(file);
      return file;
    };
    try {
      const train = await prepare('train', lines(false));
      const validation = held.size > 0 ? await prepare('validation', lines(true)) : undefined;
      await deps.db.transaction(async (tx) => {
        const known = await lockHighestVersion(tx, DATASET_NAME);
        const version = Math.max(known, await highestVersionOnDisk(folder, DATASET_NAME)) + 1;
        const base = `${DATASET_NAME}_v${version}`;
        const createdAt = deps.clock.now();
        const counts = {
          exampleCount: collected.examples.length,
          trainCount: collected.examples.length - held.size,
          validationCount: held.size,
        };
        const manifest = {
          format: 'openai-chat-jsonl',
          name: DATASET_NAME,
          version,
          createdAt: createdAt.toISOString(),
          createdBy: input.createdBy,
          filters: {
            minQuality: filter.minQuality,
            humanVerified: true,
            active: true,
            since: input.since?.toISOString() ?? null,
          },
          counts: { ...counts, considered: collected.considered },
          leftOut: collected.leftOut,
          scrubbed: collected.scrubbed,
          split: { by: 'conversation and question', validationShare: VALIDATION_SHARE },
          files: {
            train: { fileName: `${base}.jsonl`, sha256: train.sha256, bytes: train.bytes },
            ...(validation && {
              validation: {
                fileName: `${base}.validation.jsonl`,
                sha256: validation.sha256,
                bytes: validation.bytes,
              },
            }),
          },
          exampleIds: collected.examples.map((one) => one.id),
        };
        const manifestFile = await prepare('manifest', `${JSON.stringify(manifest, null, 2)}\n`);
        await insertDataset(tx, {
          id,
          name: DATASET_NAME,
          version,
          path: `${TRAINING_FOLDER}/${base}.jsonl`,
          ...counts,
          sha256: train.sha256,
          manifest,
          createdById: input.createdBy,
          createdAt,
        });
        await validation?.publish(`${base}.validation.jsonl`);
        await manifestFile.publish(`${base}.manifest.json`);
        await train.publish(`${base}.jsonl`);
        tx.emit({ type: 'dataset.created', subjectId: id });
      });
    } catch (error) {
      for (const file of files) await file.discard();
      throw error;
    }
    return toDataset(await getDataset(deps.db, id));
  };
}

function nothingToExport(collected: CollectedExamples, since: Date | undefined): AppError {
  const waiting = collected.leftOut.not_approved ?? 0;
  const low = collected.leftOut.quality_too_low ?? 0;
  const reasons = [
    ...(waiting > 0 ? [`${waiting} not approved yet`] : []),
    ...(low > 0 ? [`${low} with a quality below ${PROMOTION_SCORE}`] : []),
    ...(collected.leftOut.too_old
      ? [`${collected.leftOut.too_old} from before ${since?.toISOString().slice(0, 10)}`]
      : []),
  ];
  return new AppError(
    'CONFLICT',
    `There is nothing to export yet${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}. Approve examples in the training review first.`,
  );
}
