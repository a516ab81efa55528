import type { Db } from 'pg-boss';
import type { Database, Queryable } from '../database/database.ts';

const BLOCK = /^\s*BEGIN;([\s\S]*)COMMIT;?\s*$/;

/**
 * The database as pg-boss asks for it. pg-boss sends whole transactions as one text; they become transactions of ours,
 * as a failure inside such a text would leave the one connection of the embedded engine in a failed transaction.
 */
export function toBossDatabase(db: Database): Db {
  return {
    executeSql(text, values) {
      const block = values === undefined || values.length === 0 ? BLOCK.exec(text)?.[1] : undefined;
      return block === undefined ? db.query(text, values) : db.transaction((tx) => tx.query(block));
    },
  };
}

/** One open transaction as pg-boss asks for it. */
export function toBossTransaction(tx: Queryable): Db {
  return { executeSql: (text, values) => tx.query(text, values) };
}
