import type { Database, Transaction } from './database.ts';

/**
 * What `work` sees inside a transaction of which nothing stays: for trying out what a change would do, on the product's
 * own data. Events and hints after the commit do not happen.
 */
export async function inRolledBack<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const rollBack = new Error('rolled back, as nothing of a try is kept');
  let seen: { value: T } | undefined;
  try {
    await db.transaction(async (tx) => {
      seen = { value: await work(tx) };
      throw rollBack;
    });
  } catch (error) {
    if (error !== rollBack || seen === undefined) throw error;
  }
  if (seen === undefined) throw rollBack;
  return seen.value;
}
