import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src-server/core/clock.ts';
import { silentLog } from '../../src-server/core/log.ts';
import type { DatabaseHost } from '../../src-server/database/database-host.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { createTestFolder } from '../support/embedded.ts';
import { fillDisk, freeDisk, mountSmallDisk, unmountSmallDisk, whyNoSmallDisk } from './small-disk.ts';

// Engines are started and folders are synced here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Why no small disk can be made here; undefined where it can. */
const missing = whyNoSmallDisk();
if (missing !== undefined) console.error(`Tests of a full disk are skipped: ${missing}`);

describe.skipIf(missing !== undefined)(`a full disk${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let disk: string;
  let db: DatabaseHost | undefined;

  beforeEach(async () => {
    disk = await mountSmallDisk(160);
    await createTestFolder(join(disk, 'data'));
  });
  afterEach(async () => {
    await db?.stop();
    await unmountSmallDisk(disk);
  });

  const open = async () => {
    db = await openDatabase({ dataDir: join(disk, 'data') }, { log: silentLog, clock: systemClock });
    return db;
  };
  /** Leaves `freeBytes` on the disk. */
  const fill = (freeBytes: number) => fillDisk(disk, freeBytes);
  const free = () => freeDisk(disk);

  /** Inserts until the disk is full; returns the numbers that were acknowledged and the first error. */
  async function insertUntilFull(host: DatabaseHost, bytes: number): Promise<{ saved: number; error: unknown }> {
    for (let saved = 0; ; saved++) {
      try {
        await host.query(
          `INSERT INTO public.jar SELECT $1, string_agg(md5(random()::text), '') FROM generate_series(1, $2)`,
          [saved, Math.ceil(bytes / 32)],
        );
      } catch (error) {
        return { saved, error };
      }
      if (saved > 20_000) throw new Error('The disk was never full.');
    }
  }

  it.each([
    ['a table cannot grow', 200_000, 6_000_000, false],
    ['the log needs a new file', 2_000, 10_000_000, true],
  ])(
    'is told in plain words, loses nothing, and is over when there is space again, where %s',
    async (_what, bytes, freeBytes, needsNewLog) => {
      const host = await open();
      await host.query('CREATE TABLE public.jar (id int, text text)');
      await host.query('ALTER TABLE public.jar ALTER COLUMN text SET STORAGE EXTERNAL');
      await fill(freeBytes);
      if (needsNewLog) await host.query('SELECT pg_switch_wal()').catch(() => {});
      const { saved, error } = await insertUntilFull(host, bytes);
      expect(error).toMatchObject({ code: 'UNAVAILABLE' });

      await free();
      await expect.poll(() => host.query('SELECT 1 AS one').catch(() => undefined), { timeout: 60_000 }).toBeDefined();
      const count = async (of: DatabaseHost) =>
        (await of.query('SELECT count(*)::int AS rows FROM public.jar WHERE length(text) > 0')).rows[0]?.rows;
      expect(await count(host)).toBe(saved);
      await host.query(`INSERT INTO public.jar VALUES (-1, 'again')`);
      await host.stop();
      expect((await open()).notices).toEqual([]);
      if (db !== undefined) expect(await count(db)).toBe(saved + 1);
    },
  );

  it('fails a backup cleanly and leaves no half of it', async () => {
    const host = await open();
    await fill(1_000_000);
    await expect(host.backup()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('disk is full'),
    });
    expect(readdirSync(join(disk, 'data', 'backups'))).toEqual([]);
    expect((await host.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await free();
    expect(await host.backup()).toBeDefined();
  });

  it('is told when there is no space to start', async () => {
    const host = await open();
    await host.stop();
    db = undefined;
    await rm(join(disk, 'data', 'db'), { recursive: true });
    await rm(join(disk, 'data', 'backups'), { recursive: true });
    await fill(5_000_000);
    await expect(open()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('disk is full'),
    });
  });
});
