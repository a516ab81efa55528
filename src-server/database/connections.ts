import pg from 'pg';
import type { QueryResult } from './database.ts';
import { planName } from './planned-once.ts';
import { toAppError } from './sql-errors.ts';

/** A kept plan no longer fits the tables, as another desk on the same server has brought them up to date. */
const PLAN_OUTDATED = '0A000';

/** One connection, held by one caller at a time. */
export interface Connection {
  /** Runs one statement; after `limitMs` the caller gets UNAVAILABLE and the connection is not used again. */
  query(text: string, values: readonly unknown[], limitMs: number): Promise<QueryResult & { command: string }>;
  /** Gives the connection back; a connection that failed or overran its limit is closed instead. */
  release(): void;
  /** Closes the connection, which rolls back whatever it had open. */
  destroy(): void;
}

/** Where connections come from. */
export interface Connections {
  acquire(): Promise<Connection>;
}

export interface PoolConnectionsDeps {
  /** A statement overran its limit: whoever runs it has to be told to stop. `backendId` is the server process. */
  onOverrun: (backendId: number | undefined) => void;
  /** Whether each connection has a session of its own, in which plans can be kept. */
  keepsPlans: boolean;
}

/** Connections of a `pg` pool, with errors in the words of the sidecar. */
export function createPoolConnections(pool: pg.Pool, deps: PoolConnectionsDeps): Connections {
  // An idle connection that breaks is replaced by the pool; without a listener the process would end.
  pool.on('error', () => {});
  return {
    async acquire() {
      let client: pg.PoolClient;
      try {
        client = await pool.connect();
      } catch (error) {
        throw toAppError(error);
      }
      return holdClient(client, deps);
    },
  };
}

function holdClient(client: pg.PoolClient, deps: PoolConnectionsDeps): Connection {
  let usable = true;
  let held = true;
  const onBroken = () => {
    usable = false;
  };
  client.on('error', onBroken);
  const giveBack = (destroy: boolean) => {
    if (!held) return;
    held = false;
    client.release(destroy);
    client.off('error', onBroken);
  };
  return {
    async query(text, values, limitMs) {
      // `query_timeout` belongs to the statement; pg's types know it for the connection only.
      const statement: pg.QueryConfig & { query_timeout: number } = {
        name: deps.keepsPlans ? planName(text) : undefined,
        text,
        values: [...values],
        query_timeout: limitMs,
      };
      try {
        // A text of several statements, as pg-boss sends them, has a result for each.
        const results = [await client.query(statement)].flat();
        const last = results.at(-1);
        return {
          rows: results.flatMap((result) => result.rows),
          rowCount: last?.rowCount ?? 0,
          command: last?.command ?? '',
        };
      } catch (error) {
        if (!(error instanceof pg.DatabaseError) || error.code === PLAN_OUTDATED) usable = false;
        if (error instanceof Error && error.message === 'Query read timeout') {
          deps.onOverrun('processID' in client && typeof client.processID === 'number' ? client.processID : undefined);
        }
        throw toAppError(error);
      }
    },
    release: () => giveBack(!usable),
    destroy: () => giveBack(true),
  };
}
