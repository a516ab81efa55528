import type { ReadOutcome } from './import-draft.ts';

/** Where a file lies inside a ZIP. */
export interface PackedEntry {
  /** Of the local header; the data follow it. */
  start: number;
  packedBytes: number;
  method: 'stored' | 'deflated';
}

/** A file of a ZIP that may be read, or the reason why it may not. The name cannot lead out of the ZIP. */
export type ArchiveEntry = { name: string; packed: PackedEntry } | { name: string; reason: string };

export interface ReadTask {
  name: string;
  bytes: Uint8Array;
  /** How the bytes are packed, when they are one file of a ZIP. */
  method?: PackedEntry['method'];
}

export interface ToReader extends ReadTask {
  /** Nothing may unpack to more. */
  fileBytes: number;
}

export type ReadResult =
  | { type: 'outcomes'; outcomes: ReadOutcome[]; unpackedBytes: number }
  | { type: 'archive'; entries: ArchiveEntry[] };

export type FromReader = { type: 'ready' } | ReadResult;
