import { z } from 'zod';
import { TrainingSettings } from '../contract/training-jobs.ts';
import { TOKEN_COUNT_METHOD } from '../models/text/token-counter.ts';
import type { Collected } from './collect-examples.ts';
import type { CollectedPairs } from './collect-preferences.ts';
import type { SourceFilter } from './trainable.store.ts';
import { trainingCostMicroUsd } from './training/training-price.ts';

/** A file of a dataset, as its manifest names it. */
export interface DatasetFile {
  fileName: string;
  sha256: string;
  bytes: number;
}

export interface ManifestInput {
  id: string;
  name: string;
  version: number;
  createdAt: Date;
  createdBy: string | null;
  filter: SourceFilter;
  collected: Collected;
  counts: { exported: number; train: number; validation: number };
  pairs: CollectedPairs & { exported: number; heldBack: number };
  tokens: { train: number; validation: number; preferences: number };
  validationShare: number;
  files: {
    train: DatasetFile;
    validation: DatasetFile | undefined;
    csv: DatasetFile;
    preferences: DatasetFile | undefined;
  };
}

/** What a manifest says of the training that it is for. Earlier ones say nothing. */
const Foreseen = z.object({
  tokens: z.object({ train: z.number() }),
  cost: z.object({ microUsd: z.number().nullable() }),
});

/**
 * How many tokens are trained on once, and about what training at a service by its usual settings costs; undefined where
 * the dataset was built before they were counted.
 */
export function readForeseen(manifest: unknown): { tokens: number; costMicroUsd: number | null } | undefined {
  const { data } = Foreseen.safeParse(manifest);
  return data && { tokens: data.tokens.train, costMicroUsd: data.cost.microUsd };
}

/**
 * What a dataset is made of: enough to tell later what went in, what did not and why, what it would cost to train on, and
 * to check the files. Which examples stand on its lines, the table ai.dataset_examples tells.
 */
export function describeDataset(input: ManifestInput): Record<string, unknown> {
  const { collected, filter, files, pairs, tokens } = input;
  const { baseModel, epochs } = TrainingSettings.parse({});
  return {
    format: 'openai-chat-jsonl',
    id: input.id,
    name: input.name,
    version: input.version,
    createdAt: input.createdAt.toISOString(),
    createdBy: input.createdBy,
    filters: {
      minQuality: filter.minQuality,
      humanVerified: true,
      active: true,
      since: filter.since?.toISOString() ?? null,
    },
    counts: { considered: collected.considered, ...input.counts },
    leftOut: collected.leftOut,
    scrubbed: collected.scrubbed,
    split: { by: 'conversation and nearly the same question', validationShare: input.validationShare },
    preferences: {
      format: 'openai-preference-jsonl',
      exported: pairs.exported,
      leftOut: { ...pairs.leftOut, ...(pairs.heldBack > 0 && { asks_what_is_held_back: pairs.heldBack }) },
    },
    tokens: { ...tokens, method: TOKEN_COUNT_METHOD },
    cost: { baseModel, epochs, microUsd: trainingCostMicroUsd(tokens.train, { baseModel, epochs }) },
    files: {
      train: files.train,
      ...(files.validation && { validation: files.validation }),
      csv: { ...files.csv, rowsReadBack: input.counts.train },
      ...(files.preferences && { preferences: files.preferences }),
    },
  };
}
