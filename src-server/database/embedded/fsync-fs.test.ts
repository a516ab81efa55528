import { fstatSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FsyncNodeFS } from './fsync-fs.ts';
import { DURABLE_PARAMETERS } from './open-pglite.ts';
import { syncDescriptor } from './synced-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teppan-fsync-'));
});
afterEach(() => rm(folder, { recursive: true }));

const isFatal = (error: unknown): never => {
  throw error;
};

it('asks the disk at least once for every commit', async () => {
  let syncs = 0;
  const fs = new FsyncNodeFS(folder, isFatal, (descriptor, synced) => {
    if (!synced.has(fstatSync(descriptor))) syncs += 1;
    syncDescriptor(descriptor, synced);
  });
  const db = await PGlite.create({ fs, startParams: DURABLE_PARAMETERS });
  await db.query('CREATE TABLE t (n int)');
  syncs = 0;
  for (let n = 0; n < 50; n++) await db.query('INSERT INTO t VALUES ($1)', [n]);
  expect(syncs).toBeGreaterThanOrEqual(50);
  await db.close();
});

it('hands a failed fsync to whoever ends the engine, and never reports it as success', async () => {
  let failing = false;
  const seen: unknown[] = [];
  const diskError = new Error('EIO');
  const record = (error: unknown): never => {
    seen.push(error);
    throw error;
  };
  const fs = new FsyncNodeFS(folder, record, () => {
    if (failing) throw diskError;
  });
  const db = await PGlite.create({ fs, startParams: DURABLE_PARAMETERS });
  await db.query('CREATE TABLE t (n int)');
  failing = true;
  await db.query('INSERT INTO t VALUES (1)').catch(() => {});
  expect(seen[0]).toBe(diskError);
});
