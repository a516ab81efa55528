import { LARGEST_FILE_BYTES } from '../../contract/imports.ts';
import type { ReadOutcome } from './import-draft.ts';
import { readArchive } from './read-archive.ts';
import { createReaderThread, ReadingLimitError } from './reader-thread.ts';

export type { ReadOutcome } from './import-draft.ts';

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
  /** All files of one ZIP together, unpacked. */
  archiveBytes: number;
  /** The thread ends when nothing was read for so long. */
  idleMs: number;
}

const READ_LIMITS: ReadLimits = {
  fileBytes: LARGEST_FILE_BYTES,
  fileMs: 20_000,
  heapMb: 384,
  externalMb: 384,
  archiveBytes: 250_000_000,
  idleMs: 30_000,
};

export interface FileReader {
  /** Rejects only when `signal` says to stop; what is wrong with a file is told as a reason. */
  read(file: ImportFile, signal?: AbortSignal): Promise<ReadOutcome[]>;
  stop(): Promise<void>;
}

/**
 * Reads files of every known kind, one after the other, in a thread of their own. A file that takes too long or too
 * much memory costs that thread its life and is reported; the next file is read in a new one.
 */
export function createFileReader(limits: Partial<ReadLimits> = {}): FileReader {
  const bounds: ReadLimits = { ...READ_LIMITS, ...limits };
  const thread = createReaderThread(bounds);

  async function read({ name, bytes }: ImportFile, signal?: AbortSignal): Promise<ReadOutcome[]> {
    if (bytes.byteLength > bounds.fileBytes)
      return [{ file: name, reason: refuseBySize(bytes.byteLength, bounds.fileBytes) }];
    try {
      const result = await thread.run({ name, bytes }, signal);
      return result.type === 'archive'
        ? await readArchive(thread, { name, bytes }, result.entries, bounds, signal)
        : result.outcomes;
    } catch (error) {
      if (error instanceof ReadingLimitError) return [{ file: name, reason: error.message }];
      throw error;
    }
  }
  return { read, stop: () => thread.stop() };
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}

function refuseBySize(sizeBytes: number, largestBytes: number): string {
  return `It is ${inMegabytes(sizeBytes)} large; files up to ${inMegabytes(largestBytes)} are read. Split it into smaller files.`;
}
