import type { Collected } from './collect-examples.ts';
import type { SourceFilter } from './trainable.store.ts';

/** The file of a dataset, as its manifest names it. */
export interface DatasetFile {
  fileName: string;
  sha256: string;
  bytes: number;
}

export interface ManifestInput {
  name: string;
  version: number;
  createdAt: Date;
  createdBy: string;
  filter: SourceFilter;
  collected: Collected;
  counts: { exported: number; train: number; validation: number };
  validationShare: number;
  files: { train: DatasetFile; validation: DatasetFile | undefined };
}

/**
 * What a dataset is made of: enough to tell later what went in, what did not and why, and to check the files. Which examples
 * stand on its lines, the table ai.dataset_examples tells.
 */
export function describeDataset(input: ManifestInput): Record<string, unknown> {
  const { collected, filter, files } = input;
  return {
    format: 'openai-chat-jsonl',
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
    counts: {
      considered: collected.considered,
      ...input.counts,
    },
    leftOut: collected.leftOut,
    scrubbed: collected.scrubbed,
    split: { by: 'conversation and nearly the same question', validationShare: input.validationShare },
    files: { train: files.train, ...(files.validation && { validation: files.validation }) },
  };
}
