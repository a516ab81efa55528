import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src-server/core/clock.ts';
import { silentLog } from '../../src-server/core/log.ts';
import type { DatabaseHost } from '../../src-server/database/database-host.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { createTestFolder } from '../support/embedded.ts';

// Engines are started and folders are synced here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let parent: string;
let prepared: string;
let saved: unknown;
let dataDir: string;
let folder: string;
let db: DatabaseHost | undefined;

/** A folder with rows and two backups, the older one without the last rows; each test damages a copy of it. */
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'teppan-restore-'));
  prepared = join(parent, 'prepared');
  await createTestFolder(prepared);
  dataDir = prepared;
  const host = await open();
  await host.query('CREATE TABLE public.jar (id int PRIMARY KEY, label text)');
  await addRows(host, 1, 100);
  await host.backup();
  await addRows(host, 101, 200);
  saved = await contents(host);
  await close();
});
afterAll(() => rm(parent, { recursive: true }));

beforeEach(async () => {
  dataDir = await mkdtemp(join(parent, 'data-'));
  folder = join(dataDir, 'db');
  await cp(prepared, dataDir, { recursive: true });
});
afterEach(() => close());

async function open(): Promise<DatabaseHost> {
  db = await openDatabase({ dataDir }, { log: silentLog, clock: systemClock });
  return db;
}

async function close(): Promise<void> {
  await db?.stop();
  db = undefined;
}

async function addRows(host: DatabaseHost, from: number, to: number): Promise<void> {
  await host.query('INSERT INTO public.jar SELECT n, md5(n::text) FROM generate_series($1::int, $2) AS n', [from, to]);
}

/** Rows and a hash of all their values, to compare what was saved with what was restored. */
async function contents(host: DatabaseHost): Promise<unknown> {
  const found = await host.query(
    `SELECT count(*)::int AS rows, md5(string_agg(id || label, ',' ORDER BY id)) AS hash FROM public.jar`,
  );
  return found.rows[0];
}

const walFolder = () => join(folder, 'pg_wal');
async function walFiles(): Promise<string[]> {
  return (await readdir(walFolder()))
    .filter((name) => /^[0-9A-F]{24}$/.test(name))
    .map((name) => join(walFolder(), name));
}
async function overwrite(file: string, fill: number): Promise<void> {
  await writeFile(file, Buffer.alloc((await readFile(file)).length, fill));
}

const damages: [string, () => Promise<void>][] = [
  [
    'a log that was cut off',
    async () => void (await Promise.all((await walFiles()).map((file) => truncate(file, 100)))),
  ],
  ['a log of zeros', async () => void (await Promise.all((await walFiles()).map((file) => overwrite(file, 0))))],
  ['a control file of rubbish', () => overwrite(join(folder, 'global', 'pg_control'), 0x5a)],
  [
    'a folder of rubbish',
    async () => {
      await rm(folder, { recursive: true });
      await mkdir(folder);
      await writeFile(join(folder, 'holiday.jpg'), 'not a database');
    },
  ],
  [
    'a file in the place of the folder',
    async () => {
      await rm(folder, { recursive: true });
      await writeFile(folder, 'not a folder');
    },
  ],
  ['a folder without its version', () => rm(join(folder, 'PG_VERSION'))],
];

describe.each(damages)('%s', (_name, damage) => {
  it('is kept aside, the newest backup takes its place, and the user is told what is missing', async () => {
    await damage();

    const restored = await open();
    expect(await contents(restored)).toEqual(saved);
    expect(restored.notices).toHaveLength(1);
    const [notice] = restored.notices;
    expect(notice?.code).toBe('DATABASE_RESTORED');
    expect(Date.parse(notice?.missing.from ?? '')).toBeLessThanOrEqual(Date.parse(notice?.missing.to ?? '') + 1_000);
    expect(notice?.message).toContain(notice?.keptFolder);
    expect(await readdir(dataDir)).toContain(notice?.keptFolder.split('/').at(-1));
  });
});

it('passes over a backup that is damaged too', async () => {
  const backups = (await readdir(join(dataDir, 'backups'))).filter((name) => name.endsWith('.tar.gz')).sort();
  expect(backups).toHaveLength(2);
  await truncate(join(dataDir, 'backups', backups[1] ?? ''), 5_000);
  await rm(join(folder, 'PG_VERSION'));

  const restored = await open();
  expect(await contents(restored)).toMatchObject({ rows: 100 });
  expect(restored.notices).toMatchObject([{ code: 'DATABASE_RESTORED' }]);
});

it('starts empty where there is no backup, keeps the damaged folder, and says so', async () => {
  await rm(join(dataDir, 'backups'), { recursive: true });
  await rm(join(folder, 'PG_VERSION'));
  const started = await open();
  expect(started.notices).toMatchObject([{ code: 'DATABASE_STARTED_EMPTY', missing: { from: undefined } }]);
  expect((await readdir(dataDir)).filter((name) => name.startsWith('db.broken-'))).toHaveLength(1);
});

it('works as before after a restore, and gives its notice once', async () => {
  await rm(join(folder, 'PG_VERSION'));
  const restored = await open();
  await addRows(restored, 201, 210);
  await close();
  const again = await open();
  expect(again.notices).toEqual([]);
  expect(await contents(again)).toMatchObject({ rows: 210 });
});

it('finishes a restore that was interrupted between moving aside and putting in place', async () => {
  await rename(folder, `${folder}.broken-2026-03-05T09-00-00-000Z`);
  const restored = await open();
  expect(await contents(restored)).toEqual(saved);
  expect(restored.notices[0]?.keptFolder).toContain('db.broken-2026-03-05');
});

it('refuses data of another Postgres version and leaves it as it is', async () => {
  await writeFile(join(folder, 'PG_VERSION'), '17\n');
  await expect(open()).rejects.toMatchObject({ code: 'CONFLICT' });
  expect((await readdir(dataDir)).sort()).toEqual(['backups', 'db']);
});
