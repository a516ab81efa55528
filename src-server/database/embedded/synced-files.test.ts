import { mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSyncedFiles, syncAllFiles } from './synced-files.ts';

it('knows a file until it is changed', () => {
  const synced = createSyncedFiles();
  synced.note({ ino: 1, mtimeMs: 5_000 }, 9_000);
  expect(synced.has({ ino: 1, mtimeMs: 5_000 })).toBe(true);
  expect(synced.has({ ino: 1, mtimeMs: 9_000 })).toBe(false);
  expect(synced.has({ ino: 2, mtimeMs: 5_000 })).toBe(false);
});

it('does not know a file that was changed a moment ago, as the next change may carry the same time', () => {
  const synced = createSyncedFiles();
  synced.note({ ino: 1, mtimeMs: 5_000 }, 9_000);
  synced.note({ ino: 1, mtimeMs: 9_000 }, 9_004);
  expect(synced.has({ ino: 1, mtimeMs: 9_000 })).toBe(false);
});

it('knows the untouched files of a folder after they were synced', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'teppan-synced-'));
  const [old, fresh] = [join(folder, 'old'), join(folder, 'fresh')];
  await Promise.all([writeFile(old, 'old'), writeFile(fresh, 'fresh')]);
  await utimes(old, new Date('2026-03-05'), new Date('2026-03-05'));
  const synced = createSyncedFiles();
  await syncAllFiles(folder, synced);
  expect(synced.has(await stat(old))).toBe(true);
  expect(synced.has(await stat(fresh))).toBe(false);
  await rm(folder, { recursive: true });
});
