import { type CallOptions, toUnitVector } from '../embedder.ts';
import type { UseLiteThread } from './use-lite-thread.ts';

/** Attention grows with the square of the length: texts are cut here (about 500 tokens, 0.3 s). */
const MAX_TEXT_CHARACTERS = 2000;
/** What goes to the thread at once. Short texts are quicker together, from 400 characters on nothing is gained. */
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

/** One thread of the model, with the requests that wait for it. */
export interface EmbeddingLane {
  /** Begins loading without waiting for it; the first `embed` does so too. */
  start(): void;
  embed(texts: readonly string[], options: CallOptions): Promise<number[][]>;
  stop(): void;
}

export interface EmbeddingLaneDeps {
  startThread: () => Promise<UseLiteThread>;
  /** Ends the thread when nothing was asked for so long: a loaded model takes memory. Never, when undefined. */
  idleMs: number | undefined;
  /** Told why texts could not be embedded, unless the caller gave up or the lane was stopped. */
  onFailure?: ((error: unknown) => void) | undefined;
}

/** Requests go slice by slice, those of few texts before those of many. A thread that died is started again by the next call. */
export function createEmbeddingLane({ startThread, idleMs, onFailure }: EmbeddingLaneDeps): EmbeddingLane {
  const tasks: Task[] = [];
  let thread: Promise<UseLiteThread> | undefined;
  let running = false;
  let stopped = false;
  let idle: NodeJS.Timeout | undefined;

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

  function endThread(): void {
    clearTimeout(idle);
    const current = thread;
    thread = undefined;
    // One that is still loading is ended when it has loaded; nobody who quits the program should wait for that.
    void current?.then((loaded) => loaded.stop()).catch(() => undefined);
  }

  async function runTasks(): Promise<void> {
    if (running) return;
    running = true;
    clearTimeout(idle);
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
        if (!stopped && task.signal?.aborted !== true) onFailure?.(error);
        task.reject(error);
      }
      tasks.splice(tasks.indexOf(task), 1);
    }
    running = false;
    if (idleMs !== undefined) idle = setTimeout(endThread, idleMs).unref();
  }

  return {
    start: () => void getThread().catch(() => undefined),
    stop() {
      stopped = true;
      endThread();
    },
    embed(texts, options) {
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
