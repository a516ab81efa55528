import type { ReadOutcome } from './import-draft.ts';

export type { ImportDraft, ReadOutcome } from './import-draft.ts';

export interface ImportFile {
  /** As the person knows it, with folders: `policies/refunds.md`. */
  name: string;
  bytes: Uint8Array;
}

export interface ReadLimits {
  /** A larger file is refused before it is read. */
  fileBytes: number;
  /** For each file, also for each one inside a ZIP. */
  fileMs: number;
  heapMb: number;
  /** Memory outside the JavaScript heap, such as unpacked streams. */
  externalMb: number;
  /** The thread ends when nothing was read for so long. */
  idleMs: number;
}

export const READ_LIMITS: ReadLimits = {
  fileBytes: 25_000_000,
  fileMs: 20_000,
  heapMb: 384,
  externalMb: 384,
  idleMs: 30_000,
};

/** The sentence that refuses a file of this size, or undefined when it may be read. Ask before you load the file. */
export function refuseBySize(sizeBytes: number, limits: ReadLimits = READ_LIMITS): string | undefined {
  if (sizeBytes <= limits.fileBytes) return undefined;
  const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000)} MB`;
  return `It is ${megabytes(sizeBytes)} large; files up to ${megabytes(limits.fileBytes)} are read. Split it into smaller files.`;
}

export interface FileReader {
  /** Never rejects because of what a file holds; only when `signal` says to stop. */
  read(file: ImportFile, signal?: AbortSignal): Promise<ReadOutcome[]>;
  stop(): Promise<void>;
}

/** Reads files of every known kind in a thread of its own, which is ended when a file takes too much. */
export function createFileReader(limits: Partial<ReadLimits> = {}): FileReader {
  const bounds = { ...READ_LIMITS, ...limits };
  return {
    async read(file) {
      return [{ file: file.name, reason: refuseBySize(file.bytes.byteLength, bounds) ?? 'It cannot be read yet.' }];
    },
    async stop() {},
  };
}
