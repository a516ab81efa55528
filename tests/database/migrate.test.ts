import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src-server/core/clock.ts';
import { silentLog } from '../../src-server/core/log.ts';
import { connectEmbedded, migrateEmbedded } from '../../src-server/database/embedded/open-embedded.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { runAndKill } from '../crash/kill-harness.ts';
import { createTestFolder, openTestEngine } from '../support/embedded.ts';
import { createServerDatabase, serverMissing } from '../support/server-database.ts';

// Engines are started and folders are synced here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const missing = await serverMissing();
const deps = { log: silentLog, clock: systemClock };
const CHILD = join(import.meta.dirname, '..', 'crash', 'load-child.ts');

/** Runs the steps of a folder on one database, as a start does. */
interface Runner {
  run(steps: string): Promise<unknown>;
  applied(): Promise<unknown[]>;
  stop(): Promise<void>;
}

async function prepareEmbedded(): Promise<Runner> {
  const engine = await openTestEngine();
  const { db } = connectEmbedded(engine, silentLog);
  await db.query('DELETE FROM teppan_migrations');
  return {
    run: (steps) => migrateEmbedded(engine, steps, silentLog),
    applied: async () => (await db.query(APPLIED)).rows.map((row) => row.name),
    stop: engine.stop,
  };
}

async function prepareServer(): Promise<Runner> {
  const { url, drop } = await createServerDatabase();
  let applied: unknown[] = [];
  return {
    async run(migrationsDir) {
      const db = await openDatabase({ url, migrationsDir }, deps);
      applied = (await db.query(APPLIED)).rows.map((row) => row.name);
      await db.stop();
    },
    applied: async () => applied,
    stop: drop,
  };
}

const APPLIED = 'SELECT name FROM teppan_migrations ORDER BY id';
const runners = { embedded: prepareEmbedded, server: prepareServer };

describe.each(['embedded', 'server'] as const)('migrations (%s)', (engine) => {
  describe.skipIf(engine === 'server' && missing !== undefined)(
    missing ? `skipped on a server: ${missing}` : 'run',
    () => {
      let steps: string;
      let runner: Runner;
      beforeEach(async () => {
        steps = await mkdtemp(join(tmpdir(), 'teppan-steps-'));
        runner = await runners[engine]();
      });
      afterEach(async () => {
        await runner.stop();
        await rm(steps, { recursive: true });
      });
      const step = (name: string, sql: string) =>
        writeFile(join(steps, `${name}.sql`), `-- Why.\n\n-- Up Migration\n\n${sql}\n`);

      it('each once, in order, and nothing of a failed one is kept', async () => {
        await step('000001_jar', 'CREATE TABLE public.jar (id int);');
        await runner.run(steps);
        await step('000002_label', 'ALTER TABLE public.jar ADD COLUMN label text;');
        await step('000003_half', 'CREATE TABLE public.half (id int); SELECT 1/0;');
        await expect(runner.run(steps)).rejects.toThrow();
        await step('000003_half', 'CREATE TABLE public.half (id int);');
        await runner.run(steps);
        expect(await runner.applied()).toEqual(['000001_jar', '000002_label', '000003_half']);
      });

      it('refuse politely what a newer version has changed', async () => {
        await step('000001_jar', 'CREATE TABLE public.jar (id int);');
        await step('000002_newer', 'CREATE TABLE public.newer (id int);');
        await runner.run(steps);
        await rm(join(steps, '000002_newer.sql'));
        const refusal = { code: 'CONFLICT', message: expect.stringContaining('newer version') };
        await expect(runner.run(steps)).rejects.toMatchObject(refusal);
      });

      it('refuse a step that was put in between', async () => {
        await step('000001_jar', 'CREATE TABLE public.jar (id int);');
        await step('000003_lid', 'CREATE TABLE public.lid (id int);');
        await runner.run(steps);
        await step('000002_late', 'CREATE TABLE public.late (id int);');
        const refusal = { code: 'CONFLICT', message: expect.stringContaining('000002_late') };
        await expect(runner.run(steps)).rejects.toMatchObject(refusal);
      });
    },
  );
});

describe('an upgrade of an embedded database', () => {
  let parent: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'teppan-upgrade-'));
  });
  afterEach(() => rm(parent, { recursive: true }));

  /** A data folder on which no step counts as run, and an empty folder of steps. */
  async function prepareFolder() {
    const dataDir = join(parent, 'data');
    const steps = join(parent, 'steps');
    await mkdir(steps);
    await createTestFolder(dataDir);
    const db = await openDatabase({ dataDir }, deps);
    await db.query('DELETE FROM teppan_migrations');
    await db.stop();
    return { dataDir, steps };
  }

  it('takes a backup first', async () => {
    const { dataDir, steps } = await prepareFolder();
    await writeFile(join(steps, '000001_jar.sql'), 'CREATE TABLE public.jar (id int);');
    const first = await openDatabase({ dataDir, migrationsDir: steps }, deps);
    await first.stop();
    await rm(join(dataDir, 'backups'), { recursive: true });

    await writeFile(join(steps, '000002_empty.sql'), 'TRUNCATE public.jar;');
    const upgraded = await openDatabase({ dataDir, migrationsDir: steps }, deps);
    const backups = await readdir(join(dataDir, 'backups'));
    expect(backups.filter((name) => name.endsWith('.tar.gz'))).toHaveLength(1);
    await upgraded.stop();
  });

  it('comes to the same schema when it was killed half-way, however far it had come', async () => {
    const { dataDir, steps } = await prepareFolder();
    for (let number = 1; number <= 12; number++) {
      const name = `${String(number).padStart(6, '0')}_table`;
      await writeFile(
        join(steps, `${name}.sql`),
        `CREATE TABLE public.half_${number} (id int PRIMARY KEY, text text);
         INSERT INTO public.half_${number} SELECT n, repeat('x', 200) FROM generate_series(1, 4000) AS n;
         CREATE INDEX ON public.half_${number} (text);`,
      );
    }
    const counts: number[] = [];
    for (const ms of [700, 900, 1_100]) {
      await runAndKill({ command: [process.execPath, CHILD, dataDir, steps], after: { event: 'spawn', ms } });
      counts.push((await readdir(dataDir)).filter((name) => name.startsWith('db.broken')).length);
    }
    expect(counts).toEqual([0, 0, 0]);

    const db = await openDatabase({ dataDir, migrationsDir: steps }, deps);
    const { rows } = await db.query(
      `SELECT (SELECT count(*)::int FROM teppan_migrations) AS steps,
              (SELECT count(*)::int FROM pg_indexes WHERE tablename LIKE 'half\\_%') AS indexes,
              (SELECT sum(n)::int FROM (${Array.from({ length: 12 }, (_, index) => `SELECT count(*) AS n FROM public.half_${index + 1}`).join(' UNION ALL ')}) AS all_rows) AS rows`,
    );
    expect(rows).toEqual([{ steps: 12, indexes: 24, rows: 48_000 }]);
    expect(db.notices).toEqual([]);
    await db.stop();
  });
});
