import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFixedClock } from '../../src-server/core/clock.ts';
import { silentLog } from '../../src-server/core/log.ts';
import { checkBackup } from '../../src-server/database/embedded/check-backup.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { createTestFolder } from '../support/embedded.ts';

// Engines are started and folders are synced here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'teppan-backup-'));
  await createTestFolder(dataDir);
});
afterEach(() => rm(dataDir, { recursive: true }));

const backupNames = async () => (await readdir(join(dataDir, 'backups'))).filter((name) => name.endsWith('.tar.gz'));

it('is taken when something changed, checked by opening it, and again at exit', async () => {
  const clock = createFixedClock('2026-03-05T09:00:00Z');
  const db = await openDatabase({ dataDir }, { log: silentLog, clock });
  // Asked for twice at once, it is taken once.
  const [first, same] = await Promise.all([db.backup(), db.backup()]);
  expect(first).toEqual(same);
  expect(first).toMatchObject({ takenAt: '2026-03-05T09:00:00.000Z' });
  expect(await db.backup()).toBeUndefined();

  await db.query(`INSERT INTO support.settings (key, value) VALUES ('greeting', '"hello"')`);
  clock.advanceMs(60 * 60 * 1000);
  const second = await db.backup();
  const manifest = JSON.parse(await readFile((second?.file ?? '').replace('.tar.gz', '.json'), 'utf8'));
  expect(manifest).toMatchObject({ reason: 'requested', checkedAt: '2026-03-05T10:00:00.000Z' });
  expect(manifest.rows['support.settings']).toBe(1);
  await expect(checkBackup(second?.file ?? '', manifest.rows)).resolves.toBeUndefined();
  await expect(checkBackup(second?.file ?? '', { 'support.settings': 2 })).rejects.toThrow('support.settings: 1 of 2');

  await db.query('DELETE FROM support.settings');
  clock.advanceMs(24 * 60 * 60 * 1000);
  await db.stop();
  expect(await backupNames()).toEqual([
    'teppan-2026-03-05T10-00-00-000Z.tar.gz',
    'teppan-2026-03-06T10-00-00-000Z.tar.gz',
  ]);
});

it('that is under way does not keep the program from ending, nor does a statement that hangs', async () => {
  const deps = { log: silentLog, clock: createFixedClock('2026-03-05T09:00:00Z') };
  const db = await openDatabase({ dataDir }, deps);
  const backup = db.backup().catch((error: unknown) => error);
  const hanging = db.query('SELECT count(*) FROM generate_series(1, 2000000000)').catch((error: unknown) => error);
  await db.stop();
  await backup;
  expect(await hanging).toMatchObject({ code: 'UNAVAILABLE' });
  await expect(db.query('SELECT 1')).rejects.toMatchObject({ code: 'UNAVAILABLE' });

  const again = await openDatabase({ dataDir }, deps);
  expect(again.notices).toEqual([]);
  expect((await readdir(join(dataDir, 'backups'))).filter((name) => name.endsWith('.part'))).toEqual([]);
  await again.stop();
});
