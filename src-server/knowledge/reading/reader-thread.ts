import { Worker } from 'node:worker_threads';
import type { ReadLimits } from './read-file.ts';
import type { FromReader, ReadResult, ReadTask, ToReader } from './reader-messages.ts';

const WORKER_FILE = new URL(`./reader.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
const START_TIMEOUT_MS = 60_000;
const MEBIBYTE = 1_048_576;
/** How often the memory of the thread is looked at. */
const MEMORY_CHECK_MS = 50;
/**
 * A thread that reaches the limit of the engine may take the whole process with it, as the engine ends the process
 * when one allocation does not fit. So that limit is only the last resort, far beyond the one that is checked here.
 */
const ENGINE_LIMIT_FACTOR = 4;

/** A file took more than it may, or broke its reader. The message is for the person who imports. */
export class ReadingLimitError extends Error {
  override name = 'ReadingLimitError';
}

export interface ReaderThread {
  /** Reads one file; files asked for meanwhile wait for their turn. */
  run(task: ReadTask, signal?: AbortSignal): Promise<ReadResult>;
  stop(): Promise<void>;
}

type Limits = Pick<ReadLimits, 'fileBytes' | 'fileMs' | 'heapMb' | 'externalMb' | 'idleMs'>;

/** A thread that is started by the first file, ended when idle, and replaced when a file broke it. */
export function createReaderThread(limits: Limits): ReaderThread {
  let current: Promise<Worker> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  async function end(): Promise<void> {
    clearTimeout(idle);
    const worker = current;
    current = undefined;
    await (await worker?.catch(() => undefined))?.terminate();
  }

  async function readNext(task: ReadTask, signal?: AbortSignal): Promise<ReadResult> {
    signal?.throwIfAborted();
    clearTimeout(idle);
    current ??= startWorker(limits);
    try {
      const result = await readIn(await current, { ...task, fileBytes: limits.fileBytes }, limits, signal);
      idle = setTimeout(() => void end(), limits.idleMs).unref();
      return result;
    } catch (error) {
      await end();
      throw error;
    }
  }

  return {
    run(task, signal) {
      const result = turn.then(() => readNext(task, signal));
      turn = result.catch(() => undefined);
      return result;
    },
    stop: end,
  };
}

function startWorker({ heapMb }: Limits): Promise<Worker> {
  const worker = new Worker(WORKER_FILE, {
    name: 'reading',
    resourceLimits: { maxOldGenerationSizeMb: heapMb * ENGINE_LIMIT_FACTOR },
  });
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => {
      clearTimeout(timer);
      void worker.terminate();
      reject(new ReadingLimitError('The reader of files did not start. Try again.', { cause }));
    };
    const timer = setTimeout(fail, START_TIMEOUT_MS);
    worker.once('error', fail);
    worker.once('message', () => {
      clearTimeout(timer);
      // Between two files, and while it is ended, the thread may fail with nobody waiting for it.
      worker.off('error', fail).on('error', () => {});
      resolve(worker);
    });
  });
}

/** Sends one file and waits for what it holds. On a rejection the thread is not fit for another file. */
function readIn(worker: Worker, task: ToReader, limits: Limits, signal?: AbortSignal): Promise<ReadResult> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadResult>();
  const give = (reason: string, cause?: unknown) => reject(new ReadingLimitError(reason, { cause }));
  const seconds = Math.round(limits.fileMs / 1000);
  const timer = setTimeout(
    () => give(`It took longer than ${seconds} s to read. Split it, or save it in a simpler form.`),
    limits.fileMs,
  );
  const tooMuch = `It needs more memory than the ${limits.heapMb} MB that a file may take. Split it into smaller files.`;
  const memoryCheck = setInterval(async () => {
    const memory = await worker.getHeapStatistics().catch(() => undefined);
    const { used_heap_size: heapBytes = 0, external_memory: externalBytes = 0 } = memory ?? {};
    if (heapBytes > limits.heapMb * MEBIBYTE || externalBytes > limits.externalMb * MEBIBYTE) give(tooMuch);
  }, MEMORY_CHECK_MS);

  const onMessage = (message: FromReader) => {
    if (message.type !== 'ready') resolve(message);
  };
  const onError = (error: Error & { code?: string }) =>
    give(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch : 'It is damaged, so that its reader stopped.', error);
  const onExit = () => give('It is damaged, so that its reader stopped.');
  const onAbort = () => reject(signal?.reason);
  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  signal?.addEventListener('abort', onAbort, { once: true });
  worker.postMessage(task);

  return promise.finally(() => {
    clearTimeout(timer);
    clearInterval(memoryCheck);
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    signal?.removeEventListener('abort', onAbort);
  });
}
