import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFixedClock } from '../../src-server/core/clock.ts';
import { silentLog } from '../../src-server/core/log.ts';
import { checkBackup } from '../../src-server/database/embedded/check-backup.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'teppan-backup-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const backupNames = async () => (await readdir(join(dataDir, 'backups'))).filter((name) => name.endsWith('.tar.gz'));

it('is taken when something changed, checked by opening it, and again at exit', async () => {
  const clock = createFixedClock('2026-03-05T09:00:00Z');
  const db = await openDatabase({ dataDir }, { log: silentLog, clock });
  const first = await db.backup();
  expect(first).toMatchObject({ takenAt: '2026-03-05T09:00:00.000Z' });
  expect(await db.backup()).toBeUndefined();

  await db.query(`INSERT INTO support.settings (key, value) VALUES ('greeting', to_jsonb(repeat('hello', 2000)))`);
  clock.advanceMs(60 * 60 * 1000);
  const second = await db.backup();
  const manifest = JSON.parse(await readFile((second?.file ?? '').replace('.tar.gz', '.json'), 'utf8'));
  expect(manifest).toMatchObject({ reason: 'requested', checkedAt: '2026-03-05T10:00:00.000Z' });
  expect(manifest.rows['support.settings']).toBe(1);
  await expect(checkBackup(second?.file ?? '', manifest.rows)).resolves.toBeUndefined();
  await expect(checkBackup(second?.file ?? '', { 'support.settings': 2 })).rejects.toThrow('support.settings: 1 of 2');

  await db.query('DELETE FROM support.settings');
  await db.query(`INSERT INTO support.settings (key, value) SELECT n, '{}' FROM generate_series(1, 100) AS n`);
  clock.advanceMs(24 * 60 * 60 * 1000);
  await db.stop();
  expect(await backupNames()).toEqual([
    'teppan-2026-03-05T10-00-00-000Z.tar.gz',
    'teppan-2026-03-06T10-00-00-000Z.tar.gz',
  ]);
});

it('asked for twice at once is taken once', async () => {
  const db = await openDatabase({ dataDir }, { log: silentLog, clock: createFixedClock('2026-03-05T09:00:00Z') });
  const [one, other] = await Promise.all([db.backup(), db.backup()]);
  expect(one).toEqual(other);
  expect(await backupNames()).toHaveLength(1);
  await db.stop();
});
