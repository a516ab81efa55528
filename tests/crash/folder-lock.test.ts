import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from '../../src-server/core/clock.ts';
import { silentLog } from '../../src-server/core/log.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { createTestFolder } from '../support/embedded.ts';

// Engines are started and folders are synced here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const CHILD = join(import.meta.dirname, '..', 'crash', 'load-child.ts');
const deps = { log: silentLog, clock: systemClock };

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'teppan-lock-'));
  await createTestFolder(dataDir);
});
afterEach(() => rm(dataDir, { recursive: true }));

it('refuses a second owner in another process, does not harm the first, and is free once that is killed', async () => {
  const first = spawn(process.execPath, [CHILD, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(first.stdout)[Symbol.asyncIterator]();
  const nextLine = async () => String((await lines.next()).value);
  const exited = new Promise((resolve) => first.once('close', resolve));
  try {
    expect(await nextLine()).toBe('ready');
    const refusal = await openDatabase({ dataDir }, deps).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'ALREADY_TAKEN' });
    expect(String(refusal)).toContain(dataDir);
    expect(String(refusal)).toContain('--data');
    for (let more = 0; more < 20; more++) expect(await nextLine()).toMatch(/^ack \d+$/);
  } finally {
    first.kill('SIGKILL');
    await exited;
  }
  const second = await openDatabase({ dataDir }, deps);
  const found = await second.query('SELECT max(number) AS number FROM crash.halves');
  expect(found.rows[0]?.number).toBeGreaterThanOrEqual(20);
  await second.stop();
});

it('refuses a second owner in the same process, also while the first is still opening', async () => {
  const [one, other] = await Promise.allSettled([openDatabase({ dataDir }, deps), openDatabase({ dataDir }, deps)]);
  const refused = [one, other].filter((opening) => opening.status === 'rejected');
  expect(refused.map((opening) => opening.reason)).toMatchObject([{ code: 'ALREADY_TAKEN' }]);
  for (const opening of [one, other]) if (opening.status === 'fulfilled') await opening.value.stop();
  const next = await openDatabase({ dataDir }, deps);
  await next.stop();
});

it('lets nobody else into the folder or read a backup', async () => {
  const db = await openDatabase({ dataDir }, deps);
  const backup = await db.backup();
  const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
  expect(await modeOf(dataDir)).toBe('700');
  expect(await modeOf(join(dataDir, 'db'))).toBe('700');
  expect(await modeOf(join(dataDir, 'backups'))).toBe('700');
  expect(await modeOf(backup?.file ?? '')).toBe('600');
  expect(await modeOf((backup?.file ?? '').replace('.tar.gz', '.json'))).toBe('600');
  await db.stop();
});
