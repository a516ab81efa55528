import { parentPort, workerData } from 'node:worker_threads';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { withAffinity } from './affinity.ts';
import { countRows } from './count-rows.ts';
import { describeFailure } from './engine-failure.ts';
import type { EngineMessage, EngineRequest, EngineStart } from './engine-protocol.ts';
import { openPGlite } from './open-pglite.ts';
import { createSnapshots } from './snapshots.ts';

/**
 * The embedded Postgres, in a thread of its own, as a query blocks the thread it runs in.
 * Queries come over the socket; health checks, dumps and the close come by message.
 */
if (parentPort === null) throw new Error('engine.worker runs as a worker thread only.');
const port = parentPort;
const { storage, socketPath } = workerData as EngineStart;

/** The severe lines of Postgres's log, for the error that ends the engine. Ordinary lines may quote customers' data. */
const severeLines: string[] = [];

function say(message: EngineMessage): void {
  port.postMessage(message);
}

/** Ends the thread in the middle of whatever it does: nothing may be written after this. */
function dieOf(error: unknown): never {
  say({ type: 'fatal', reason: describeFailure(error), log: severeLines });
  process.exit(1);
}

function keepSevereLine(line: string): void {
  const [severe] = /\b(PANIC|FATAL):.*/.exec(line) ?? /No space left on device/.exec(line) ?? [];
  if (severe === undefined) return;
  severeLines.push(severe);
  if (severeLines.length > 10) severeLines.shift();
}

process.on('uncaughtException', dieOf);
process.on('unhandledRejection', dieOf);

try {
  const db = await openPGlite(storage, { onFsyncError: dieOf, onLogLine: keepSevereLine, onAbort: dieOf });
  const server =
    socketPath === undefined
      ? undefined
      : new PGLiteSocketServer({ db: withAffinity(db, dieOf), path: socketPath, maxConnections: 8 });
  await server?.start();

  const snapshots = createSnapshots(db);
  const perform = async (request: EngineRequest): Promise<unknown> => {
    switch (request.task) {
      case 'ping':
        return undefined;
      case 'snapshot':
        return snapshots.read();
      case 'writeSnapshot':
        return snapshots.write(request.file);
      case 'count':
        return countRows(db);
      case 'close':
        await server?.stop();
        await db.close();
        return undefined;
    }
  };

  port.on('message', (request: EngineRequest) => {
    perform(request).then(
      (value) => say({ type: 'reply', id: request.id, value }),
      (error) =>
        say({ type: 'refused', id: request.id, reason: error instanceof Error ? error.message : String(error) }),
    );
  });
  say({ type: 'ready' });
} catch (error) {
  dieOf(error);
}
