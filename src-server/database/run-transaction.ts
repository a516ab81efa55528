import type { NewEvent } from '../contract/events.ts';
import { AppError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Connection } from './connections.ts';
import type { Transaction } from './database.ts';
import { insertEvents } from './events.store.ts';

export interface TransactionDeps {
  log: Log;
  /** How long the whole transaction may take before it is rolled back. */
  limitMs: number;
  /** Runs `work` as the inside of a transaction. */
  enter<T>(work: () => Promise<T>): Promise<T>;
  /** A statement that goes with the events, such as a server's NOTIFY. */
  eventStatement: string | undefined;
}

export interface TransactionOutcome<T> {
  result: T;
  /** What to do now that it is committed. */
  hints: (() => void)[];
  wroteEvents: boolean;
}

const SLOW_MS = 1_000;

/** One transaction on a connection that nobody else holds. The connection is given back in every case. */
export async function runTransaction<T>(
  connection: Connection,
  work: (tx: Transaction) => Promise<T>,
  deps: TransactionDeps,
): Promise<TransactionOutcome<T>> {
  const events: NewEvent[] = [];
  const hints: (() => void)[] = [];
  const overrun = Promise.withResolvers<never>();
  overrun.promise.catch(() => {});
  let over = false;

  const slowTimer = setTimeout(() => deps.log.warn('transaction is slow', { afterMs: SLOW_MS }), SLOW_MS);
  const limitTimer = setTimeout(() => {
    over = true;
    connection.destroy();
    deps.log.error('transaction was rolled back for taking too long', { limitMs: deps.limitMs });
    overrun.reject(new AppError('UNAVAILABLE', 'This took too long and was undone. Try again in a moment.'));
  }, deps.limitMs);

  // Statements go one after the other: the protocol has no place for two at once.
  let previous: Promise<unknown> = Promise.resolve();
  const query: Connection['query'] = (text, values, limitMs) => {
    if (over) return Promise.reject(new AppError('INTERNAL', 'A query was made on a transaction that is over.'));
    const next = previous.then(() => connection.query(text, values, limitMs));
    previous = next.catch(() => {});
    return next;
  };
  const tx: Transaction = {
    query: (text, values = []) => query(text, values, deps.limitMs),
    emit: (event) => void events.push(event),
    afterCommit: (hint) => void hints.push(hint),
  };

  const inside = async (): Promise<T> => {
    await query('BEGIN', [], deps.limitMs);
    const result = await work(tx);
    if (events.length > 0) {
      await insertEvents(tx, events);
      if (deps.eventStatement !== undefined) await tx.query(deps.eventStatement);
    }
    const commit = await query('COMMIT', [], deps.limitMs);
    // Postgres answers COMMIT with ROLLBACK where a statement failed and its error was swallowed.
    if (commit.command === 'ROLLBACK')
      throw new AppError('INTERNAL', 'A failed statement was passed over, so the transaction could not be committed.');
    return result;
  };

  try {
    const result = await Promise.race([deps.enter(inside), overrun.promise]);
    connection.release();
    return { result, hints, wroteEvents: events.length > 0 };
  } catch (error) {
    await rollBack(query, connection, deps.limitMs);
    throw error;
  } finally {
    over = true;
    clearTimeout(slowTimer);
    clearTimeout(limitTimer);
  }
}

async function rollBack(query: Connection['query'], connection: Connection, limitMs: number): Promise<void> {
  try {
    await query('ROLLBACK', [], limitMs);
    connection.release();
  } catch {
    // Closing the connection rolls back as well.
    connection.destroy();
  }
}
