import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { PGlite } from '@electric-sql/pglite';

/** Copies of the data folder, in two steps, as the engine stands still for the first only. */
export interface Snapshots {
  /** Reads all files into memory (0.4 s for 126 MB). */
  read(): Promise<void>;
  /** Compresses what was read and writes it to a new private file, which is on the disk when this resolves. */
  write(file: string): Promise<void>;
}

export function createSnapshots(db: PGlite): Snapshots {
  let tar: Blob | undefined;
  return {
    async read() {
      tar = await db.dumpDataDir('none');
    },
    async write(file) {
      if (tar === undefined) throw new Error('There is no snapshot to write.');
      const source = Readable.fromWeb(tar.stream());
      tar = undefined;
      // Level 1 takes a fifth of the time of the default for a tenth more bytes.
      await pipeline(
        source,
        createGzip({ level: 1 }),
        createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
      );
    },
  };
}
