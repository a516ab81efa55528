/** What goes to the worker: one slice of texts at a time. */
export interface ToWorker {
  id: number;
  texts: string[];
}

export type FromWorker =
  | { type: 'ready' }
  | { type: 'vectors'; id: number; rows: Float32Array[] }
  | { type: 'failed'; id: number; message: string };
