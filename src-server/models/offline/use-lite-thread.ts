import { Worker } from 'node:worker_threads';
import { AppError } from '../../core/errors.ts';
import type { FromWorker, ToWorker } from './use-lite-messages.ts';

const WORKER_FILE = new URL(`./use-lite.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
const START_TIMEOUT_MS = 60_000;

interface Waiting {
  resolve: (rows: Float32Array[]) => void;
  reject: (error: unknown) => void;
}

/** One running model in its thread. When the thread dies, everything that waits is rejected and `alive` turns false. */
export interface UseLiteThread {
  readonly alive: boolean;
  run(texts: string[]): Promise<Float32Array[]>;
  stop(): Promise<void>;
}

/** Starts the thread and resolves when the model is loaded and warm. */
export function startUseLiteThread(): Promise<UseLiteThread> {
  const worker = new Worker(WORKER_FILE, { name: 'embeddings' });
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let alive = true;

  const thread: UseLiteThread = {
    get alive() {
      return alive;
    },
    run(texts) {
      if (!alive) return Promise.reject(lost());
      const id = nextId++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, texts } satisfies ToWorker);
      });
    },
    async stop() {
      await worker.terminate();
    },
  };

  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(new Error(`no answer for ${START_TIMEOUT_MS} ms`)), START_TIMEOUT_MS);
    function end(cause: unknown): void {
      alive = false;
      clearTimeout(timer);
      const error = lost(cause);
      reject(error);
      for (const { reject: rejectRun } of waiting.values()) rejectRun(error);
      waiting.clear();
      void worker.terminate();
    }
    worker.on('error', end);
    worker.on('exit', (code) => end(new Error(`the thread ended with code ${code}`)));
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'ready') {
        clearTimeout(timer);
        resolve(thread);
        return;
      }
      const run = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === 'vectors') run?.resolve(message.rows);
      else run?.reject(lost(new Error(message.message)));
    });
  });
}

function lost(cause?: unknown): AppError {
  return new AppError(
    'MODEL_FAILED',
    'The built-in search model stopped working. Try again; if it stays so, restart Teppan.',
    cause === undefined ? {} : { cause },
  );
}
