import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import pg from 'pg';
import { expect, it, vi } from 'vitest';
import { withAffinity } from '../../src-server/database/embedded/affinity.ts';
import { openTestDatabase } from '../support/embedded.ts';

// Engines are started and folders are synced here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/**
 * Each query asks for values that only it asks for, and says whether those came back. Reads run beside transactions,
 * as the mix-up needs a queue: reads alone come back right even where the connections are not kept apart.
 */
interface Tally {
  right: number;
  wrong: number;
  failed: number;
}

type Ask = (values: [number, number, string]) => Promise<Record<string, unknown>[]>;

async function askMany(tally: Tally, client: number, count: number, ask: Ask): Promise<void> {
  for (let number = 0; number < count; number++) {
    const text = `client ${client} query ${number}`;
    try {
      const [row] = await ask([client, number, text]);
      const own = row?.client === client && row.number === number && row.text === text;
      if (own) tally.right += 1;
      else tally.wrong += 1;
    } catch {
      tally.failed += 1;
    }
  }
}

const QUERY = 'SELECT $1::int AS client, $2::int AS number, $3::text AS text';

/** A pool of ten on pglite-socket, either as it is or with the connections kept apart. */
async function askThroughPoolOfTen(wrap: (db: PGlite) => PGlite): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), 'teppan-isolation-'));
  const db = await PGlite.create();
  const path = join(folder, 's');
  const server = new PGLiteSocketServer({ db: wrap(db), path, maxConnections: 100 });
  await server.start();
  class PathSocket extends Socket {
    override connect(): this {
      return super.connect(path);
    }
  }
  const pool = new pg.Pool({
    max: 10,
    host: 'test',
    user: 'postgres',
    ssl: false,
    stream: () => new PathSocket(),
    query_timeout: 5_000,
  });
  pool.on('error', () => {});
  await pool.query('CREATE TABLE t (n int)');

  const tally: Tally = { right: 0, wrong: 0, failed: 0 };
  const ask: Ask = async (values) => (await pool.query(QUERY, values)).rows;
  const transactions = async () => {
    for (let number = 0; number < 40; number++) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query('INSERT INTO t VALUES ($1)', [number]);
        await client.query('COMMIT');
        client.release();
      } catch {
        client.release(true);
      }
    }
  };
  await Promise.all([transactions(), ...Array.from({ length: 8 }, (_, client) => askMany(tally, client, 100, ask))]);
  await pool.end();
  await server.stop();
  await db.close();
  await rm(folder, { recursive: true });
  return tally;
}

it('is needed: a pool of ten on the socket as it is gets rows that belong to other queries', async () => {
  const tally = await askThroughPoolOfTen((db) => db);
  expect(tally.wrong).toBeGreaterThan(0);
});

it('holds for a pool of ten, too, when batches of connections are kept apart', async () => {
  const tally = await askThroughPoolOfTen((db) => withAffinity(db, () => {}));
  expect(tally).toEqual({ right: 800, wrong: 0, failed: 0 });
});

it('holds for 5,000 queries of 10 callers beside transactions that commit, fail and are cut off', async () => {
  const db = await openTestDatabase();
  await db.query('CREATE TABLE public.t (n int)');
  const tally: Tally = { right: 0, wrong: 0, failed: 0 };
  const ask: Ask = async (values) => (await db.query(QUERY, values)).rows;

  let committed = 0;
  const transactions = async () => {
    for (let number = 0; number < 60; number++) {
      const ending = number % 3;
      await db
        .longOperation(ending === 2 ? 30 : 10_000, () =>
          db.transaction(async (tx) => {
            await tx.query('INSERT INTO public.t VALUES ($1)', [number]);
            if (ending === 1) throw new Error('fails');
            // Its connection is closed in the middle of the transaction.
            if (ending === 2) await new Promise(() => {});
            committed += 1;
          }),
        )
        .catch(() => {});
    }
  };
  await Promise.all([transactions(), ...Array.from({ length: 10 }, (_, client) => askMany(tally, client, 500, ask))]);
  expect(tally).toEqual({ right: 5_000, wrong: 0, failed: 0 });
  const left = await db.query('SELECT count(*)::int AS rows FROM public.t');
  expect(left.rows[0]?.rows).toBe(committed);
  await db.stop();
});
