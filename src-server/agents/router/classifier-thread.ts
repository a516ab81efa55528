import { Worker } from 'node:worker_threads';
import { AppError } from '../../core/errors.ts';
import type { FromClassifier, ToClassifier } from './classifier-messages.ts';
import type { EmbeddedText } from './feature-space.ts';
import type { Classification, LabelledText } from './train-classifier.ts';

const WORKER_FILE = new URL(`./classifier.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** A trained classifier in its thread. When the thread dies, what waits is rejected and `alive` turns false. */
export interface ClassifierThread {
  readonly alive: boolean;
  classify(message: EmbeddedText): Promise<Classification>;
  stop(): Promise<void>;
}

interface Waiting {
  resolve: (classification: Classification) => void;
  reject: (error: unknown) => void;
}

/** Trains in a new thread; resolves when the classifier is ready. A later one takes its place without a pause. */
export function startClassifierThread(examples: readonly LabelledText[]): Promise<ClassifierThread> {
  const workerData = examples.map(({ text, intent, vector }) => ({ text, intent, vector: Float32Array.from(vector) }));
  const worker = new Worker(WORKER_FILE, { name: 'router', workerData });
  // A thread that only waits for messages should not keep a program from ending.
  worker.unref();
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let alive = true;
  const thread: ClassifierThread = {
    get alive() {
      return alive;
    },
    classify(message) {
      if (!alive) return Promise.reject(lost());
      const id = nextId++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.ref();
        worker.postMessage({ id, message } satisfies ToClassifier);
      });
    },
    stop: async () => void (await worker.terminate()),
  };
  return new Promise((resolve, reject) => {
    worker.ref();
    function end(cause: unknown): void {
      alive = false;
      reject(lost(cause));
      for (const { reject: rejectOne } of waiting.values()) rejectOne(lost(cause));
      waiting.clear();
    }
    worker.on('error', end);
    worker.on('exit', (code) => end(new Error(`the thread ended with code ${code}`)));
    worker.on('message', (message: FromClassifier) => {
      if (message.type === 'ready') resolve(thread);
      else {
        waiting.get(message.id)?.resolve(message.classification);
        waiting.delete(message.id);
      }
      if (waiting.size === 0) worker.unref();
    });
  });
}

function lost(cause?: unknown): AppError {
  return new AppError('MODEL_FAILED', 'The router stopped working and is started again.', { cause });
}
