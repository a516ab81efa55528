import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { AppError } from '../../src-server/core/errors.ts';
import { silentLog } from '../../src-server/core/log.ts';
import type { Database } from '../../src-server/database/database.ts';
import { connectEmbedded } from '../../src-server/database/embedded/open-embedded.ts';
import { socketFolderPrefix } from '../../src-server/database/embedded/socket-address.ts';
import { type SupervisedEngine, superviseEngine } from '../../src-server/database/embedded/supervised-engine.ts';
import { WATCHDOG_TIMES, type WatchdogTimes } from '../../src-server/database/embedded/watchdog.ts';
import { createTestFolder } from '../support/embedded.ts';

// Engines are started and folders are synced here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Runs for minutes and cannot be interrupted: the engine knows neither time limits nor cancelling. */
const RUNAWAY = 'SELECT count(*) FROM generate_series(1, 2000000000)';

let parent: string;
let engine: SupervisedEngine;
let db: Database;

async function open(watchdog: WatchdogTimes): Promise<void> {
  engine = await superviseEngine({ storage: { kind: 'folder', folder: join(parent, 'db') }, log: silentLog, watchdog });
  db = connectEmbedded(engine, silentLog).db;
  await whenServing('DROP TABLE IF EXISTS public.t');
  await whenServing('CREATE TABLE public.t (n int)');
}

/** Asks until the engine has been opened again, which takes long on a busy machine. */
async function whenServing(text: string): Promise<Record<string, unknown>[]> {
  const ask = () =>
    db.query(text).then(
      ({ rows }) => rows,
      () => undefined,
    );
  let rows = await ask();
  while (rows === undefined) rows = await ask();
  return rows;
}

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'teppan-watchdog-'));
  await createTestFolder(parent);
});
afterAll(() => rm(parent, { recursive: true }));
afterEach(() => engine.stop());

it('ends a hung engine, leaves nobody waiting, and opens again with every acknowledged row', async () => {
  await open({ intervalMs: 1_000, misses: 3 });
  for (let n = 0; n < 20; n++) await db.query('INSERT INTO t VALUES ($1)', [n]);
  const runaway = db.query(RUNAWAY).catch((error: unknown) => error);
  const waiting = Array.from({ length: 5 }, () => db.query('SELECT 1 AS one').catch((error: unknown) => error));
  expect(await runaway).toMatchObject({ code: 'UNAVAILABLE' });
  // They are served by the engine that is opened next, or told where that takes too long.
  for (const answer of await Promise.all(waiting)) {
    if (answer instanceof AppError) expect(answer.code).toBe('UNAVAILABLE');
    else expect(answer).toMatchObject({ rows: [{ one: 1 }] });
  }
  expect(await whenServing('SELECT count(*)::int AS rows FROM t')).toEqual([{ rows: 20 }]);
});

it('ends the engine for a statement that overruns its own limit', async () => {
  await open(WATCHDOG_TIMES);
  const runaway = db.longOperation(1_000, () => db.query(RUNAWAY));
  await expect(runaway).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await whenServing('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

it('undoes a transaction that was open in an engine that hung', async () => {
  await open({ intervalMs: 1_000, misses: 3 });
  const stuck = db.transaction(async (tx) => {
    await tx.query('INSERT INTO t VALUES (1)');
    await tx.query(RUNAWAY);
  });
  await expect(stuck).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await whenServing('SELECT count(*)::int AS rows FROM t')).toEqual([{ rows: 0 }]);
});

it('leaves a declared long operation alone', async () => {
  await open({ intervalMs: 250, misses: 3 });
  // A second at least, which the watchdog of this test allows nobody else.
  const slow = 'SELECT count(*)::int AS rows FROM generate_series(1, 8000000)';
  const counted = await db.longOperation(120_000, () => db.query(slow));
  expect(counted.rows).toEqual([{ rows: 8_000_000 }]);
});

it('opens again after the engine has given up by itself', async () => {
  await open(WATCHDOG_TIMES);
  await db.query('INSERT INTO t VALUES (1)');
  const broken = engine.exclusively(async (client, thread) => {
    await thread.terminate();
    await client.query('SELECT 1');
  });
  await expect(broken).rejects.toThrow();
  expect(await whenServing('SELECT count(*)::int AS rows FROM t')).toEqual([{ rows: 1 }]);
});

it('opens again when its socket was deleted, as programs that tidy temporary folders do', async () => {
  await open(WATCHDOG_TIMES);
  const prefix = socketFolderPrefix(join(parent, 'db'));
  const made = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  expect(made).toHaveLength(1);
  await rm(join(tmpdir(), made[0] ?? ''), { recursive: true });
  // The connection that is there lives on; losing it is what needs the socket.
  await db.longOperation(100, () => db.transaction(() => new Promise(() => {}))).catch(() => {});
  expect(await whenServing('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});
