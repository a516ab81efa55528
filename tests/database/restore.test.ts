import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src-server/core/clock.ts';
import { silentLog } from '../../src-server/core/log.ts';
import type { DatabaseHost } from '../../src-server/database/database-host.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';

let parent: string;
let dataDir: string;
let migrationsDir: string;
let folder: string;
let db: DatabaseHost | undefined;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'teppan-restore-'));
  dataDir = join(parent, 'data');
  migrationsDir = join(parent, 'migrations');
  folder = join(dataDir, 'db');
  await mkdir(migrationsDir);
  await writeFile(
    join(migrationsDir, '000001_start.sql'),
    '-- Up Migration\nCREATE TABLE public.jar (id int PRIMARY KEY, label text);\n',
  );
});
afterEach(async () => {
  await db?.stop();
  await rm(parent, { recursive: true });
});

async function open(): Promise<DatabaseHost> {
  db = await openDatabase({ dataDir, migrationsDir }, { log: silentLog, clock: systemClock });
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
    const host = await open();
    await addRows(host, 1, 200);
    const saved = await contents(host);
    await close();
    await damage();

    const restored = await open();
    expect(await contents(restored)).toEqual(saved);
    expect(restored.notices).toHaveLength(1);
    const [notice] = restored.notices;
    expect(notice?.code).toBe('DATABASE_RESTORED');
    expect(Date.parse(notice?.missing.from ?? '')).toBeLessThanOrEqual(Date.parse(notice?.missing.to ?? '') + 1_000);
    expect(notice?.message).toContain(notice?.keptFolder);
    expect(await readdir(dataDir)).toContain(notice?.keptFolder.split('/').at(-1));

    // Everything works as before, and the notice is not given twice.
    await addRows(restored, 201, 210);
    await close();
    expect((await open()).notices).toEqual([]);
  });
});

it('passes over a backup that is damaged too', async () => {
  const host = await open();
  await addRows(host, 1, 100);
  const first = await host.backup();
  const saved = await contents(host);
  await addRows(host, 101, 200);
  await close();
  const backups = (await readdir(join(dataDir, 'backups'))).filter((name) => name.endsWith('.tar.gz')).sort();
  expect(backups).toHaveLength(2);
  await truncate(join(dataDir, 'backups', backups[1] ?? ''), 5_000);
  await rm(join(folder, 'PG_VERSION'));

  const restored = await open();
  expect(await contents(restored)).toEqual(saved);
  expect(restored.notices[0]?.missing.from).toBe(first?.takenAt);
});

it('starts empty where there is no backup, keeps the damaged folder, and says so', async () => {
  await open();
  await close();
  await rm(join(dataDir, 'backups'), { recursive: true });
  await rm(join(folder, 'PG_VERSION'));
  const started = await open();
  expect(started.notices).toMatchObject([{ code: 'DATABASE_STARTED_EMPTY', missing: { from: undefined } }]);
  expect((await readdir(dataDir)).filter((name) => name.startsWith('db.broken-'))).toHaveLength(1);
});

it('finishes a restore that was interrupted between moving aside and putting in place', async () => {
  const host = await open();
  await addRows(host, 1, 50);
  const saved = await contents(host);
  await close();
  await rm(folder, { recursive: true });
  expect(await contents(await open())).toEqual(saved);
});

it('refuses data of another Postgres version and leaves it as it is', async () => {
  await open();
  await close();
  await writeFile(join(folder, 'PG_VERSION'), '17\n');
  await expect(open()).rejects.toMatchObject({ code: 'CONFLICT' });
  expect((await readdir(dataDir)).sort()).toEqual(['backups', 'db']);
});
