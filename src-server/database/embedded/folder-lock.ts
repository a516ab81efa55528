import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { lockByPidFile } from './pid-file-lock.ts';

export interface FolderLock {
  release(): Promise<void>;
}

/** Folders that this process has open, as on macOS the file lock alone would let a process in twice. */
const openHere = new Set<string>();

/**
 * Makes this process the only owner of a data folder. Two owners lose acknowledged rows without any error.
 * The lock ends with the process however it ends, and is never taken from a living owner, however long it is silent:
 * the engine may block for minutes.
 *
 * On Linux it is an abstract socket, which the kernel frees; it holds inside one network namespace, so two containers
 * must not share a folder. On Windows it is a named pipe, on macOS a file with the owner's process id and start time.
 */
export async function lockFolder(realFolder: string): Promise<FolderLock> {
  if (openHere.has(realFolder)) throw folderInUse(realFolder);
  openHere.add(realFolder);
  try {
    const release = await lockForPlatform(realFolder);
    return {
      async release() {
        await release();
        openHere.delete(realFolder);
      },
    };
  } catch (error) {
    openHere.delete(realFolder);
    throw error;
  }
}

async function lockForPlatform(realFolder: string): Promise<() => Promise<void>> {
  const key = createHash('sha256').update(realFolder).digest('hex');
  if (process.platform === 'linux') return lockByAddress(`\0teppan-${key}`, realFolder);
  if (process.platform === 'win32') return lockByAddress(`\\\\.\\pipe\\teppan-lock-${key}`, realFolder);
  const release = await lockByPidFile(join(tmpdir(), `teppan-${key}.lock`));
  if (release === undefined) throw folderInUse(realFolder);
  return release;
}

function lockByAddress(address: string, realFolder: string): Promise<() => Promise<void>> {
  const server = createServer((socket) => socket.destroy());
  // The lock alone is no reason to keep the process running.
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      reject(taken ? folderInUse(realFolder) : error);
    });
    server.listen(address, () => resolve(() => new Promise((done) => void server.close(() => done()))));
  });
}

function folderInUse(folder: string): AppError {
  return new AppError(
    'ALREADY_TAKEN',
    `The data folder ${folder} is in use by another Teppan that is still running. Use that one, quit it first, or start with another folder: --data DIR.`,
  );
}
