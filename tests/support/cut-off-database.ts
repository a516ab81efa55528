import type { Database, Transaction } from '../../src-server/database/database.ts';

/** What a database that is cut off throws. */
export class Cut extends Error {}

/** A database that is cut off at its nth statement, as a kill would: what had not been committed is gone. */
export function cutOffAfter<D extends Database>(db: D, statements: number): D {
  let left = statements;
  const spend = () => {
    if (left <= 0) throw new Cut();
    left -= 1;
  };
  return {
    ...db,
    query(text: string, values?: readonly unknown[]) {
      spend();
      return db.query(text, values);
    },
    transaction: <T>(work: (tx: Transaction) => Promise<T>) =>
      db.transaction(async (tx) => {
        const cut: Transaction = {
          ...tx,
          query(text, values) {
            spend();
            return tx.query(text, values);
          },
        };
        const result = await work(cut);
        spend();
        return result;
      }),
  };
}
