import type { CollectedExamples } from './collect-examples.ts';
import type { SourceFilter } from './dataset.store.ts';

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
  collected: CollectedExamples;
  validationShare: number;
  validationCount: number;
  files: { train: DatasetFile; validation: DatasetFile | undefined };
}

/** What a dataset is made of: enough to tell later what went in, what did not and why, and to check the files. */
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
      exported: collected.examples.length,
      train: collected.examples.length - input.validationCount,
      validation: input.validationCount,
    },
    leftOut: collected.leftOut,
    scrubbed: collected.scrubbed,
    split: { by: 'conversation and question', validationShare: input.validationShare },
    files: { train: files.train, ...(files.validation && { validation: files.validation }) },
    exampleIds: collected.examples.map((one) => one.id),
  };
}
