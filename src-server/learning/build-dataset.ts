import { join } from 'node:path';
import type { DatasetBuildStep } from '../contract/dataset-builds.ts';
import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import type { Database, Queryable, Transaction } from '../database/database.ts';
import { chatTokens, startTokenCounter, type TokenCounter } from '../models/text/token-counter.ts';
import { DEFAULT_SYSTEM_PROMPT, toChatLine, toPreferenceLine } from './chat-format.ts';
import { type Collected, collectExamples } from './collect-examples.ts';
import { collectPreferences } from './collect-preferences.ts';
import { countErasures, type DatasetRow, getDataset } from './dataset.store.ts';
import { removeLeftovers, TRAINING_FOLDER } from './dataset-files.ts';
import { createDatasetSplit, type DatasetSplit } from './dataset-split.ts';
import { DATASET_NAME, publishDataset } from './publish-dataset.ts';
import { PROMOTION_SCORE } from './quality-score.ts';
import type { Scrub } from './scrub-pii.ts';
import { writeCsv } from './write-csv.ts';
import { createDatasetFiles, createLines, type DatasetFiles, type Lines } from './write-dataset.ts';

const VALIDATION_SHARE = 0.1;
/** A million ids are written in a few seconds. */
const PUBLISH_LIMIT_MS = 120_000;
/** How far the writing is, is told after so many lines. */
const TELL_EVERY = 10_000;

export interface BuildDatasetDeps {
  db: Database;
  clock: Clock;
  dataDir: string;
  scrub: Scrub;
  /** What belongs to the business itself and stays readable: its name, phone, e-mail, address. */
  keep?: (db: Queryable) => Promise<readonly string[]>;
  /** What every training line tells the assistant first. */
  systemPrompt?: (db: Queryable) => Promise<string>;
}

export interface BuildDatasetInput {
  /** What the dataset is to be called by. Building again under the same id begins anew and yields one version. */
  id: string;
  createdBy: string | null;
  /** Only examples created at or after this time. */
  since?: Date | undefined;
  signal?: AbortSignal | undefined;
  progress?: (step: DatasetBuildStep, done: number, total: number) => Promise<void>;
  /** Done in the transaction that makes the dataset; what it throws leaves none. */
  alongside?: (tx: Transaction) => Promise<void>;
}

/**
 * Exports what people have approved as the next version of the dataset: `training/mhc_support_v1.jsonl` for training,
 * `….validation.jsonl` where there is enough to hold something back, `….csv` with the training lines as a table,
 * `….preferences.jsonl` with what staff sent in place of drafts, and `….manifest.json` that says what is in them, what was
 * left out and why, and what was scrubbed. A version is never changed or overwritten.
 * The texts go through memory one by one: a million examples take less than 100 MB of it, and the tokenizer 100 more
 * while they are read.
 */
export function createBuildDataset(deps: BuildDatasetDeps) {
  return async function buildDataset(input: BuildDatasetInput): Promise<DatasetRow> {
    const folder = join(deps.dataDir, TRAINING_FOLDER);
    await removeLeftovers(folder, DATASET_NAME, input.id);
    const files = createDatasetFiles(folder, input.id);
    const split = await createDatasetSplit(folder, input.id);
    const examples = await createLines(files, input.id, 'lines');
    const pairs = await createLines(files, input.id, 'pairs');
    try {
      await writeAndPublish(deps, { input, files, split, examples, pairs });
    } catch (error) {
      await files.discard();
      throw error;
    } finally {
      await split.discard();
      await examples.discard();
      await pairs.discard();
    }
    return getDataset(deps.db, input.id);
  };
}

interface Draft {
  input: BuildDatasetInput;
  files: DatasetFiles;
  split: DatasetSplit;
  examples: Lines;
  pairs: Lines;
}

async function writeAndPublish(deps: BuildDatasetDeps, draft: Draft): Promise<void> {
  const { input, files, split } = draft;
  const filter = { minQuality: PROMOTION_SCORE, since: input.since };
  const erasures = await countErasures(deps.db);
  const { collected, collectedPairs } = await collect(deps, draft);
  if (collected.count === 0) throw nothingToExport(collected, input.since);
  const total = collected.count + collectedPairs.count;
  const onLine = async (done: number) => {
    input.signal?.throwIfAborted();
    if (done % TELL_EVERY === 0) await input.progress?.('writing', done, total);
  };
  await input.progress?.('writing', 0, total);
  const isHeld = await split.choose(VALIDATION_SHARE, collected.count);
  const parts = await draft.examples.part(isHeld, { rest: 'jsonl', held: 'validation.jsonl', onLine });
  const train = parts.rest;
  if (train === undefined) throw new Error('A dataset was to be held back as a whole.');
  const preferences = await draft.pairs.part(isHeld.subarray(collected.count), { rest: 'preferences.jsonl' });
  const csv = await writeCsv(files, train.file);
  await input.progress?.('publishing', 0, total);
  await deps.db.longOperation(PUBLISH_LIMIT_MS, () =>
    deps.db.transaction((tx) =>
      publishDataset(tx, deps.clock, files, {
        ...{ input, filter, erasures, collected, validationShare: VALIDATION_SHARE },
        ...{ train, validation: parts.held, csv, preferences: preferences.rest },
        pairs: { ...collectedPairs, heldBack: preferences.heldCount },
      }),
    ),
  );
}

/** Reads examples and pairs and writes them down, as long as nobody knows which are held back. */
async function collect(deps: BuildDatasetDeps, draft: Draft) {
  const tokens = startTokenCounter();
  try {
    return await collectCounted(deps, draft, tokens);
  } finally {
    // Its tables are gone before the split needs memory of its own.
    await tokens.stop();
  }
}

async function collectCounted(deps: BuildDatasetDeps, { input, split, examples, pairs }: Draft, tokens: TokenCounter) {
  const { signal, since } = input;
  const system = (await deps.systemPrompt?.(deps.db)) ?? DEFAULT_SYSTEM_PROMPT;
  const ofSystem = await tokens.count([system]);
  const countChat = async (question: string, answer: string) =>
    chatTokens(ofSystem + (await tokens.count([question, answer])), 3);
  const watch = (step: DatasetBuildStep) => ({
    signal,
    progress: async (done: number, total: number) => input.progress?.(step, done, total),
  });
  const filter = { minQuality: PROMOTION_SCORE, since };
  const collected = await collectExamples(
    deps,
    filter,
    async (example) => {
      const { id, question, answer } = example;
      await split.add(example);
      await examples.add(id, await countChat(question, answer), toChatLine(system, question, answer));
    },
    watch('reading'),
  );
  const collectedPairs = await collectPreferences(
    deps,
    since,
    async (pair) => {
      const { id, question, chosen, rejected } = pair;
      await split.add(pair);
      const count = (await countChat(question, chosen)) + (await countChat(question, rejected));
      await pairs.add(id, count, toPreferenceLine(system, pair));
    },
    watch('preferences'),
  );
  return { collected, collectedPairs };
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
