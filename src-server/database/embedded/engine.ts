import { Worker } from 'node:worker_threads';
import type { EngineMessage, EngineStart, EngineTask } from './engine-protocol.ts';

/** The host's hold on one engine thread. */
export interface Engine {
  /** Asks the thread something by message; rejects when it refuses or ends first. */
  ask(task: EngineTask): Promise<unknown>;
  /** Ends the thread at once, whatever it does. The data folder is left as by a crash, which it is made for. */
  terminate(): Promise<void>;
  /** Settles with the reason when the thread has ended. */
  readonly ended: Promise<Error>;
}

const WORKER_FILE = new URL(`./engine.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** Starts an engine thread and waits until it serves. Rejects with the reason and Postgres's last words when it cannot. */
export async function startEngine(start: EngineStart): Promise<Engine> {
  const worker = new Worker(WORKER_FILE, { workerData: start, name: 'teppan-database' });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<Error>();
  let cause: Error | undefined;
  let lastId = 0;

  worker.on('message', (message: EngineMessage) => {
    switch (message.type) {
      case 'ready':
        return ready.resolve();
      case 'reply':
        waiting.get(message.id)?.resolve(message.value);
        return waiting.delete(message.id);
      case 'refused':
        waiting.get(message.id)?.reject(new Error(message.reason));
        return waiting.delete(message.id);
      case 'fatal':
        cause ??= new Error([message.reason, ...message.log].join('\n'));
    }
  });
  worker.on('error', (error) => {
    cause ??= error;
  });
  worker.on('exit', () => {
    const reason = cause ?? new Error('The database engine was ended.');
    ready.reject(reason);
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
    ended.resolve(reason);
  });
  await ready.promise;

  return {
    ask: (task) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        worker.postMessage({ ...task, id: lastId });
      }),
    async terminate() {
      await worker.terminate();
    },
    ended: ended.promise,
  };
}
