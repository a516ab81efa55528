import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '../core/errors.ts';

interface Frame {
  transaction: { open: boolean } | undefined;
  limitMs: number | undefined;
}

/**
 * Knows, across awaits, whether the code that runs is inside an open transaction, and how long its statements may take.
 * Each database has its own, so a transaction on one does not forbid a query on another.
 */
export interface Scope {
  /** Throws when a transaction is open here: with one connection the query would wait for that transaction for ever. */
  refuseInsideTransaction(what: string): void;
  runTransaction<T>(work: () => Promise<T>): Promise<T>;
  runLong<T>(limitMs: number, work: () => Promise<T>): Promise<T>;
  limitMs(usualMs: number): number;
}

export function createScope(): Scope {
  const frames = new AsyncLocalStorage<Frame>();
  return {
    refuseInsideTransaction(what) {
      if (frames.getStore()?.transaction?.open !== true) return;
      throw new AppError(
        'INTERNAL',
        `${what} was started on the database inside an open transaction. Pass the transaction down and use it instead.`,
      );
    },
    async runTransaction(work) {
      const transaction = { open: true };
      try {
        return await frames.run({ transaction, limitMs: frames.getStore()?.limitMs }, work);
      } finally {
        transaction.open = false;
      }
    },
    runLong: (limitMs, work) => frames.run({ transaction: frames.getStore()?.transaction, limitMs }, work),
    limitMs: (usualMs) => frames.getStore()?.limitMs ?? usualMs,
  };
}
