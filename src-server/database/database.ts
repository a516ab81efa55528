import type { z } from 'zod';
import type { NewEvent } from '../contract/events.ts';
import { AppError } from '../core/errors.ts';

/** What can run one statement: the database itself or an open transaction. Stores take this as their first argument. */
export interface Queryable {
  /** Runs one parameterised statement. Values are bound, never spliced into the text. */
  query(text: string, values?: readonly unknown[]): Promise<QueryResult>;
}

export interface QueryResult {
  rows: Record<string, unknown>[];
  rowCount: number;
}

/** An open transaction. It is handed down from the use case that opened it. */
export interface Transaction extends Queryable {
  /**
   * Records an event that becomes visible with the commit. Events are written as the transaction's last statement,
   * under a lock that serialises the writers, so that ids are handed out in the order of commits
   * and a reader who has seen id N has seen everything below it.
   */
  emit(event: NewEvent): void;
  /** Runs after a successful commit; a failure there is logged and changes nothing. For hints such as waking a worker. */
  afterCommit(hint: () => void): void;
}

export interface Database extends Queryable {
  readonly engine: 'embedded' | 'server';
  /**
   * Runs `work` in one transaction: commit when it resolves, roll back when it rejects.
   * A query on the database itself (not on `tx`) inside `work` is refused at once: the embedded engine has one
   * connection, and such a query would wait for its own transaction for ever.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Lets the statements and transactions inside `work` take up to `limitMs`, where ten seconds are usual: an index
   * that is built, a view that is refreshed. Without it the watchdog takes such a statement for a hung engine.
   */
  longOperation<T>(limitMs: number, work: () => Promise<T>): Promise<T>;
  /**
   * Says that nobody waits for `work`: on the embedded engine, whose one connection is shared by all, its statements
   * and transactions begin in a quiet moment. Keep the transactions inside short, as a request may meet one of them.
   */
  background<T>(work: () => Promise<T>): Promise<T>;
}

/** All rows, each parsed by `row`. */
export async function selectAll<S extends z.ZodType>(
  db: Queryable,
  row: S,
  text: string,
  values: readonly unknown[] = [],
): Promise<z.output<S>[]> {
  const result = await db.query(text, values);
  return result.rows.map((found) => row.parse(found));
}

/** The first row, or undefined where there is none. */
export async function selectFirst<S extends z.ZodType>(
  db: Queryable,
  row: S,
  text: string,
  values: readonly unknown[] = [],
): Promise<z.output<S> | undefined> {
  const result = await db.query(text, values);
  return result.rows[0] === undefined ? undefined : row.parse(result.rows[0]);
}

/** The first row; NOT_FOUND with a sentence about `what` where there is none. */
export async function selectOne<S extends z.ZodType>(
  db: Queryable,
  row: S,
  what: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<z.output<S>> {
  const found = await selectFirst(db, row, text, values);
  if (found === undefined)
    throw new AppError('NOT_FOUND', `There is no such ${what}. It may have been deleted; reload the list.`);
  return found;
}
