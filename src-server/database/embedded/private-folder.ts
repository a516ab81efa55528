import { chmod, mkdir, open, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, errorText } from '../../core/errors.ts';

/** Makes a folder that only its owner may enter, or takes away everybody else's rights to it. Returns its real path. */
export async function makePrivateFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    return await realpath(folder);
  } catch (error) {
    throw new AppError(
      'UNAVAILABLE',
      `The data folder ${folder} cannot be used (${errorText(error)}). Choose a folder that belongs to you, with --data.`,
      { cause: error },
    );
  }
}

/** Makes sure that a whole tree of files, and the folders that name them, are on the disk. */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await syncPath(join(entry.parentPath, entry.name));
    else if (entry.isDirectory()) await syncFolder(join(entry.parentPath, entry.name));
  }
  await syncFolder(folder);
}

/** Makes a rename or a new name in this folder durable. Windows does that by itself and has no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform !== 'win32') await syncPath(folder);
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
