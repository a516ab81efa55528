import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockByPidFile } from './pid-file-lock.ts';

let folder: string;
let file: string;
const living = async (pid: number) => `${pid} started on Monday`;
const dead = async (pid: number) => (pid === process.pid ? `${pid} started on Monday` : undefined);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teppan-lock-'));
  file = join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true }));

it('is held by one at a time and leaves nothing behind', async () => {
  const release = await lockByPidFile(file, living);
  expect(release).toBeDefined();
  expect(await lockByPidFile(file, living)).toBeUndefined();
  await release?.();
  expect(existsSync(file)).toBe(false);
  expect(await readdir(folder)).toEqual([]);
});

it('is taken over from an owner that is dead', async () => {
  await writeFile(file, '4000001 started on Sunday');
  expect(await lockByPidFile(file, dead)).toBeDefined();
  expect(await readFile(file, 'utf8')).toContain(String(process.pid));
});

it('is taken over when its owner’s id belongs to another program by now', async () => {
  await writeFile(file, '4000001 started on Sunday');
  expect(await lockByPidFile(file, living)).toBeDefined();
});

it('is never taken from an owner that lives, however long it has been silent', async () => {
  await writeFile(file, '4000001 started on Monday');
  expect(await lockByPidFile(file, living)).toBeUndefined();
  expect(await readFile(file, 'utf8')).toBe('4000001 started on Monday');
});

it('has one winner where many find the owner dead at once', async () => {
  await writeFile(file, '4000001 started on Sunday');
  const taken = await Promise.all(Array.from({ length: 8 }, () => lockByPidFile(file, dead)));
  expect(taken.filter((release) => release !== undefined)).toHaveLength(1);
});
