/**
 * Where the engine keeps its files: a folder on disk, or memory, which tests and checks of backups use.
 * With `fillFrom`, a backup's file, an empty storage begins with what that holds.
 */
export type EngineStorage =
  | { kind: 'folder'; folder: string; fillFrom?: string }
  | { kind: 'memory'; fillFrom?: string };

/** What the worker is started with. */
export interface EngineStart {
  storage: EngineStorage;
  /** Unix socket or named pipe that the engine is served on; left out where only requests are made, as when a backup is checked. */
  socketPath: string | undefined;
}

/** What the host may ask of the worker by message, apart from the socket. */
export type EngineTask =
  | { task: 'ping' }
  /** Reads the whole data folder into memory; nobody may hold a transaction open. Queries wait for it. */
  | { task: 'snapshot' }
  /** Writes the last snapshot to a new file, compressed. Queries do not wait for it. */
  | { task: 'writeSnapshot'; file: string }
  /** Rows of every table, by `schema.table`. */
  | { task: 'count' }
  | { task: 'close' };

export type EngineRequest = EngineTask & { id: number };

export type EngineMessage =
  | { type: 'ready' }
  | { type: 'reply'; id: number; value: unknown }
  | { type: 'refused'; id: number; reason: string }
  /** The engine cannot go on, or could not start. The worker ends after this. */
  | { type: 'fatal'; reason: string; log: string[] };
