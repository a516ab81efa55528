import type { DatabaseHost } from '../../src-server/database/database-host.ts';

/** A statement that was run, or a transaction by its first statements, with the time on the process's clock. */
export interface TimedStatement {
  text: string;
  beginMs: number;
  endMs: number;
}

/** Writes down when each statement and each transaction of a database began and ended. */
export function timeStatements(db: DatabaseHost): { db: DatabaseHost; take(): TimedStatement[] } {
  let taken: TimedStatement[] = [];
  const timed: DatabaseHost = {
    ...db,
    async query(text, values) {
      const beginMs = performance.now();
      try {
        return await db.query(text, values);
      } finally {
        taken.push({ text, beginMs, endMs: performance.now() });
      }
    },
    async transaction(work) {
      const beginMs = performance.now();
      const texts: string[] = [];
      try {
        return await db.transaction((tx) =>
          work({
            ...tx,
            query(text, values) {
              texts.push(text);
              return tx.query(text, values);
            },
          }),
        );
      } finally {
        taken.push({ text: texts.join('\n'), beginMs, endMs: performance.now() });
      }
    },
  };
  return {
    db: timed,
    take() {
      const all = taken;
      taken = [];
      return all;
    },
  };
}
