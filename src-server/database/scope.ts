import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '../core/errors.ts';

interface Frame {
  transaction: { open: boolean } | undefined;
  limitMs: number | undefined;
  isBackground: boolean;
}

/**
 * Knows, across awaits, whether the code that runs is inside an open transaction, how long its statements may take, and
 * whether anybody waits for it.
 * Each database has its own, so a transaction on one does not forbid a query on another.
 */
export interface Scope {
  /** Throws when a transaction is open here: with one connection the query would wait for that transaction for ever. */
  refuseInsideTransaction(what: string): void;
  runTransaction<T>(work: () => Promise<T>): Promise<T>;
  runLong<T>(limitMs: number, work: () => Promise<T>): Promise<T>;
  runInBackground<T>(work: () => Promise<T>): Promise<T>;
  limitMs(usualMs: number): number;
  isBackground(): boolean;
}

const OUTSIDE: Frame = { transaction: undefined, limitMs: undefined, isBackground: false };

export function createScope(): Scope {
  const frames = new AsyncLocalStorage<Frame>();
  const frame = () => frames.getStore() ?? OUTSIDE;
  return {
    refuseInsideTransaction(what) {
      if (frame().transaction?.open !== true) return;
      throw new AppError(
        'INTERNAL',
        `${what} was started on the database inside an open transaction. Pass the transaction down and use it instead.`,
      );
    },
    async runTransaction(work) {
      const transaction = { open: true };
      try {
        return await frames.run({ ...frame(), transaction }, work);
      } finally {
        transaction.open = false;
      }
    },
    runLong: (limitMs, work) => frames.run({ ...frame(), limitMs }, work),
    runInBackground: (work) => frames.run({ ...frame(), isBackground: true }, work),
    limitMs: (usualMs) => frame().limitMs ?? usualMs,
    isBackground: () => frame().isBackground,
  };
}
