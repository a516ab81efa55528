import { errorText } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Connections } from './connections.ts';
import type { Database } from './database.ts';
import type { EventSignal } from './event-feed.ts';
import { EVENTS_CHANNEL } from './events.store.ts';
import { createRightOfWay } from './right-of-way.ts';
import { runTransaction } from './run-transaction.ts';
import { createScope } from './scope.ts';

/** How long a statement or a transaction may take unless more was asked for. */
const USUAL_LIMIT_MS = 10_000;

export interface CreateDatabaseDeps {
  engine: Database['engine'];
  connections: Connections;
  signal: EventSignal;
  log: Log;
  usualLimitMs?: number;
  /** Tells the engine's watchdog that a long wait is meant; `work` follows. */
  expectLong<T>(limitMs: number, work: () => Promise<T>): Promise<T>;
}

/** The one implementation of Database, over the connections of either engine. */
export function createDatabase(deps: CreateDatabaseDeps): Database {
  const { connections, signal, log, usualLimitMs = USUAL_LIMIT_MS } = deps;
  const scope = createScope();
  const rightOfWay = createRightOfWay();

  /** Runs work that needs a connection when its turn has come. */
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (deps.engine === 'server') return work();
    if (!scope.isBackground()) return rightOfWay.first(work);
    await rightOfWay.quiet();
    return work();
  }

  return {
    engine: deps.engine,
    async query(text, values = []) {
      scope.refuseInsideTransaction('A query');
      return inTurn(async () => {
        const connection = await connections.acquire();
        try {
          return await connection.query(text, values, scope.limitMs(usualLimitMs));
        } finally {
          connection.release();
        }
      });
    },
    async transaction(work) {
      scope.refuseInsideTransaction('A second transaction');
      const { result, hints, wroteEvents } = await inTurn(async () =>
        runTransaction(await connections.acquire(), work, {
          log,
          limitMs: scope.limitMs(usualLimitMs),
          enter: scope.runTransaction,
          eventStatement: deps.engine === 'server' ? `NOTIFY ${EVENTS_CHANNEL}` : undefined,
        }),
      );
      if (wroteEvents) signal.fire();
      for (const hint of hints) {
        try {
          hint();
        } catch (error) {
          log.warn('a hint after a commit failed', { reason: errorText(error) });
        }
      }
      return result;
    },
    longOperation: (limitMs, work) => scope.runLong(limitMs, () => deps.expectLong(limitMs, work)),
    background: scope.runInBackground,
  };
}
