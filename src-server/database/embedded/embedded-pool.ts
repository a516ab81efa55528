import { Socket } from 'node:net';
import pg from 'pg';
import { POOL_TYPES } from '../pool-types.ts';

/** A pool of exactly one connection: with more, rows of one query can end up in another's answer. */
export function createEmbeddedPool(socketPath: string): pg.Pool {
  class EngineSocket extends Socket {
    override connect(): this {
      return super.connect(socketPath);
    }
  }
  return new pg.Pool({
    max: 1,
    // Every setting is given, so that PG* variables meant for another program change nothing.
    host: 'embedded',
    port: 5432,
    user: 'postgres',
    password: 'unused',
    database: 'postgres',
    ssl: false,
    stream: () => new EngineSocket(),
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 15_000,
    types: POOL_TYPES,
  });
}
