import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { openBackup } from './check-backup.ts';
import type { RowCounts } from './count-rows.ts';
import { syncFolder, syncTree } from './private-folder.ts';

/** The Postgres version whose data folders this engine opens. */
const ENGINE_VERSION = '18';

export type FolderState = 'missing' | 'usable' | 'damaged';

/** Tells what is at the database's place, without opening it. The engine would build a new database over rubbish. */
export async function inspectFolder(folder: string): Promise<FolderState> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    if (error.code === 'ENOTDIR') return ['(a file)'];
    throw error;
  });
  if (names.length === 0) return 'missing';
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version === ENGINE_VERSION) return 'usable';
  if (/^\d{1,3}$/.test(version)) {
    throw new AppError(
      'CONFLICT',
      `The data in ${folder} was written by Postgres ${version}, and this version of Teppan uses ${ENGINE_VERSION}. Start the version of Teppan that wrote it. Nothing was changed.`,
    );
  }
  return 'damaged';
}

/**
 * Makes a database beside its place, empty or from a backup, and moves it there whole and synced,
 * so that being ended meanwhile leaves no half of one. Rejects when the backup does not open or is not complete.
 */
export async function buildFolder(
  folder: string,
  backup?: { file: string; rows: RowCounts | undefined },
): Promise<void> {
  const draft = `${folder}.building`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const storage = { kind: 'folder' as const, folder: draft };
  const engine = await openBackup(backup === undefined ? storage : { ...storage, fillFrom: backup.file }, backup?.rows);
  await engine.ask({ task: 'close' });
  await engine.terminate();
  await syncTree(draft);
  // An empty folder at the place would be in the way on Windows.
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
  await syncFolder(dirname(folder));
}

/** Moves a damaged database out of the way. It is kept for ever: somebody may get back from it what no backup has. */
export async function setAside(folder: string, at: Date): Promise<string> {
  const kept = `${folder}.broken-${at.toISOString().replaceAll(/[:.]/g, '-')}`;
  await rename(folder, kept);
  await syncFolder(dirname(folder));
  return kept;
}

/** The damaged databases that were moved out of the way, oldest first. */
export async function listSetAside(folder: string): Promise<string[]> {
  const names = await readdir(dirname(folder));
  const kept = names.filter((name) => name.startsWith(`${basename(folder)}.broken-`)).sort();
  return kept.map((name) => join(dirname(folder), name));
}

/** The last time anything was written in a folder, as far as its files tell. */
export async function lastWrittenAt(folder: string): Promise<Date> {
  let latestMs = 0;
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    const file = await stat(join(folder, name)).catch(() => undefined);
    if (file?.isFile() === true) latestMs = Math.max(latestMs, file.mtimeMs);
  }
  return new Date(latestMs);
}
