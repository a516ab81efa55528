/** Where the engine keeps its files: a folder on disk, or memory filled from a snapshot, which tests and checks use. */
export type EngineStorage = { kind: 'folder'; folder: string } | { kind: 'memory'; snapshotFile: string | undefined };

/** What the worker is started with. */
export interface EngineStart {
  storage: EngineStorage;
  /** Unix socket or named pipe that the engine is served on; left out where only requests are made, as when a backup is checked. */
  socketPath: string | undefined;
}

/** What the host may ask of the worker by message, apart from the socket. */
export type EngineTask =
  | { task: 'ping' }
  /** Writes the whole data folder to `file`, compressed. Nobody may hold a transaction open meanwhile. */
  | { task: 'dump'; file: string }
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
