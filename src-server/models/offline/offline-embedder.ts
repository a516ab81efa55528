import type { Service } from '../../core/lifecycle.ts';
import { type CallOptions, type Embedder, toUnitVector } from '../embedder.ts';
import { startUseLiteThread, type UseLiteThread } from './use-lite-thread.ts';

export const OFFLINE_EMBEDDING_MODEL = 'use-lite-512';

/** Attention grows with the square of the length: texts are cut here (about 500 tokens, 0.3 s). */
const MAX_TEXT_CHARACTERS = 2000;
/**
 * What goes to the thread at once. Short texts are quicker together, from 400 characters on nothing is gained; a slice
 * lasts 50 to 100 ms, which is how long a customer's question waits at most while an import is under way.
 */
const SLICE_TEXTS = 16;
const SLICE_CHARACTERS = 400;

interface Task {
  texts: readonly string[];
  /** Positions in `texts` that are still to be embedded, longest last. */
  open: number[];
  vectors: number[][];
  signal: AbortSignal | undefined;
  resolve: (vectors: number[][]) => void;
  reject: (error: unknown) => void;
}

export interface OfflineEmbedder extends Embedder, Service {}

/**
 * Universal Sentence Encoder lite, whose weights are inside its package, in a worker thread.
 * `start` begins loading without waiting for it; the first `embed` does so too. A thread that died is started again
 * by the next call. Short requests (a customer's question) go before long ones (an import).
 */
export function createOfflineEmbedder(deps: { startThread?: () => Promise<UseLiteThread> } = {}): OfflineEmbedder {
  const startThread = deps.startThread ?? startUseLiteThread;
  const tasks: Task[] = [];
  let thread: Promise<UseLiteThread> | undefined;
  let running = false;

  function getThread(): Promise<UseLiteThread> {
    if (thread === undefined) {
      const starting = startThread();
      thread = starting;
      starting.catch(() => {
        if (thread === starting) thread = undefined;
      });
    }
    return thread;
  }

  async function runTasks(): Promise<void> {
    if (running) return;
    running = true;
    for (let task = tasks[0]; task !== undefined; task = tasks[0]) {
      try {
        task.signal?.throwIfAborted();
        const current = await getThread();
        if (!current.alive) {
          thread = undefined;
          continue;
        }
        const slice = takeSlice(task);
        const rows = await current.run(slice.map((index) => readable(task.texts[index] ?? '')));
        for (const [at, index] of slice.entries()) task.vectors[index] = toUnitVector(rows[at] ?? []);
        if (task.open.length > 0) continue;
        task.resolve(task.vectors);
      } catch (error) {
        task.reject(error);
      }
      tasks.splice(tasks.indexOf(task), 1);
    }
    running = false;
  }

  return {
    name: 'offline embedder',
    model: OFFLINE_EMBEDDING_MODEL,
    async start() {
      void getThread().catch(() => undefined);
    },
    async stop() {
      const current = thread;
      thread = undefined;
      // One that is still loading is ended when it has loaded; nobody who quits the program should wait for that.
      void current?.then((loaded) => loaded.stop()).catch(() => undefined);
    },
    embed(texts: readonly string[], options: CallOptions = {}) {
      if (texts.length === 0) return Promise.resolve([]);
      return new Promise((resolve, reject) => {
        const open = [...texts.keys()].sort((a, b) => (texts[b]?.length ?? 0) - (texts[a]?.length ?? 0));
        const task: Task = { texts, open, vectors: [], signal: options.signal, resolve, reject };
        const firstLonger = tasks.findIndex((other) => other.open.length > open.length);
        tasks.splice(firstLonger === -1 ? tasks.length : firstLonger, 0, task);
        void runTasks();
      });
    },
  };
}

/** Texts of like length together, shortest first: the model pads a batch to its longest text. */
function takeSlice(task: Task): number[] {
  const slice: number[] = [];
  let characters = 0;
  for (let index = task.open.at(-1); index !== undefined; index = task.open.at(-1)) {
    const length = Math.min(task.texts[index]?.length ?? 0, MAX_TEXT_CHARACTERS);
    if (slice.length > 0 && (slice.length >= SLICE_TEXTS || characters + length > SLICE_CHARACTERS)) break;
    task.open.pop();
    slice.push(index);
    characters += length;
  }
  return slice;
}

/** The model fails on a text without any token: a blank text stands as a full stop. */
function readable(text: string): string {
  const trimmed = text.slice(0, MAX_TEXT_CHARACTERS).trim();
  return trimmed === '' ? '.' : trimmed;
}
