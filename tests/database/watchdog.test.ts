import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLog } from '../../src-server/core/log.ts';
import type { Database } from '../../src-server/database/database.ts';
import { buildFolder } from '../../src-server/database/embedded/database-folder.ts';
import { connectEmbedded } from '../../src-server/database/embedded/open-embedded.ts';
import { type SupervisedEngine, superviseEngine } from '../../src-server/database/embedded/supervised-engine.ts';

/** Runs for minutes and cannot be interrupted: the engine knows neither time limits nor cancelling. */
const RUNAWAY = 'SELECT count(*) FROM generate_series(1, 2000000000)';

let parent: string;
let engine: SupervisedEngine;
let db: Database;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'teppan-watchdog-'));
  const folder = join(parent, 'db');
  await buildFolder(folder);
  engine = await superviseEngine({
    storage: { kind: 'folder', folder },
    log: silentLog,
    watchdog: { intervalMs: 500, misses: 3 },
  });
  db = connectEmbedded(engine, silentLog).db;
  await db.query('CREATE TABLE t (n int)');
});
afterEach(async () => {
  await engine.stop();
  await rm(parent, { recursive: true });
});

it('ends a hung engine and opens again for those who wait, with every acknowledged row', async () => {
  for (let n = 0; n < 20; n++) await db.query('INSERT INTO t VALUES ($1)', [n]);
  const runaway = db.query(RUNAWAY).catch((error: unknown) => error);
  const waiting = Array.from({ length: 5 }, () => db.query('SELECT 1 AS one'));
  expect(await runaway).toMatchObject({ code: 'UNAVAILABLE' });
  for (const answer of await Promise.all(waiting)) expect(answer.rows).toEqual([{ one: 1 }]);
  expect((await db.query('SELECT count(*)::int AS rows FROM t')).rows).toEqual([{ rows: 20 }]);
});

it('ends the engine for a statement that overruns its own limit', async () => {
  const runaway = db.longOperation(1_000, () => db.query(RUNAWAY));
  await expect(runaway).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect((await db.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

it('undoes a transaction that was open in an engine that hung', async () => {
  const stuck = db.transaction(async (tx) => {
    await tx.query('INSERT INTO t VALUES (1)');
    await tx.query(RUNAWAY);
  });
  await expect(stuck).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect((await db.query('SELECT count(*)::int AS rows FROM t')).rows).toEqual([{ rows: 0 }]);
});

it('leaves a declared long operation alone', async () => {
  // Several seconds: far more than the watchdog of this test allows otherwise.
  const slow = 'SELECT count(*)::int AS rows FROM generate_series(1, 30000000)';
  const counted = await db.longOperation(120_000, () => db.query(slow));
  expect(counted.rows).toEqual([{ rows: 30_000_000 }]);
});

it('opens again after the engine has given up by itself', async () => {
  await db.query('INSERT INTO t VALUES (1)');
  const broken = engine.exclusively(async (client, thread) => {
    await thread.terminate();
    await client.query('SELECT 1');
  });
  await expect(broken).rejects.toThrow();
  expect((await db.query('SELECT count(*)::int AS rows FROM t')).rows).toEqual([{ rows: 1 }]);
});
