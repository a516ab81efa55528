import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pageCacheMegabytes } from './page-cache.ts';

const GB = 1024 ** 3;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teppan-cache-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A file of holes: it has the size, and takes no room. */
async function tableOf(bytes: number): Promise<void> {
  await mkdir(join(folder, 'base', '5'), { recursive: true });
  const file = join(folder, 'base', '5', '16384');
  await writeFile(file, '');
  await truncate(file, bytes);
}

it('is what Postgres takes by itself for a new or a small database', async () => {
  expect(await pageCacheMegabytes(folder, 16 * GB)).toBe(128);
  await tableOf(50 * 1024 ** 2);
  expect(await pageCacheMegabytes(folder, 16 * GB)).toBe(128);
});

it('holds the whole of a larger one', async () => {
  await tableOf(300 * 1024 ** 2);
  expect(await pageCacheMegabytes(folder, 16 * GB)).toBe(300);
});

it('leaves most of the memory to others, and never more than the engine can address', async () => {
  await tableOf(3 * GB);
  expect(await pageCacheMegabytes(folder, 4 * GB)).toBe(512);
  expect(await pageCacheMegabytes(folder, 64 * GB)).toBe(1024);
});
