import { readFile } from 'node:fs/promises';
import { type Extension, PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { amcheck } from '@electric-sql/pglite/contrib/amcheck';
import { vector } from '@electric-sql/pglite-pgvector';
import type { EngineStorage } from './engine-protocol.ts';
import { FsyncNodeFS } from './fsync-fs.ts';
import { pageCacheMegabytes } from './page-cache.ts';

export interface OpenPGliteDeps {
  onFsyncError: (error: unknown) => never;
  /** A line of Postgres's own log. */
  onLogLine: (line: string) => void;
  /** Postgres gave up (PANIC). Its memory is not to be trusted, and PGlite would go on with it. */
  onAbort: (reason: unknown) => never;
}

/** PGlite turns fsync off with `-F`, and its default way of syncing does not reach our hook: both are undone. */
export const DURABLE_PARAMETERS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
];

/** Opens the engine on its storage, creating the database where there is none. */
export async function openPGlite(storage: EngineStorage, deps: OpenPGliteDeps): Promise<PGlite> {
  const endOnAbort: Extension = {
    name: 'end-on-abort',
    setup: async (_pg, emscriptenOpts: Record<string, unknown>) => ({
      emscriptenOpts: { ...emscriptenOpts, onAbort: deps.onAbort },
    }),
  };
  const common: PGliteOptions = {
    extensions: { vector, amcheck, endOnAbort },
    onStderr: (line) => {
      deps.onLogLine(line);
      return false;
    },
  };
  const loadDataDir = storage.fillFrom === undefined ? undefined : await readBackup(storage.fillFrom);
  const options = loadDataDir === undefined ? common : { ...common, loadDataDir };
  if (storage.kind === 'memory') return PGlite.create(options);
  const fs = new FsyncNodeFS(storage.folder, deps.onFsyncError);
  const cache = `shared_buffers=${await pageCacheMegabytes(storage.folder)}MB`;
  return PGlite.create({ ...options, fs, startParams: [...DURABLE_PARAMETERS, '-c', cache] });
}

async function readBackup(file: string): Promise<Blob> {
  return new Blob([await readFile(file)], { type: 'application/gzip' });
}
