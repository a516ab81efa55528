import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where an engine is reached. */
export interface SocketAddress {
  path: string;
  /** Removes what was made for it. */
  cleanUp(): Promise<void>;
}

/** A unix socket's path may have about 100 bytes, which a user's own temporary folder may exceed. */
const LONGEST_PATH = 100;

/**
 * A new address for an engine: a socket in a temporary folder that only its owner may enter, or a named pipe on Windows.
 * The folder's name begins with a mark of `ownedFolder`, the data folder that this process has locked, so that folders
 * which a killed process left behind are known and removed.
 */
export async function createSocketAddress(ownedFolder: string | undefined): Promise<SocketAddress> {
  if (process.platform === 'win32') return { path: `\\\\.\\pipe\\teppan-${randomUUID()}`, cleanUp: async () => {} };
  const mark = createHash('sha256')
    .update(ownedFolder ?? '')
    .digest('hex')
    .slice(0, 8);
  const prefix = `teppan-${mark}-`;
  const tooLong = Buffer.byteLength(join(tmpdir(), `${prefix}XXXXXX`, 'db')) > LONGEST_PATH;
  const parent = tooLong ? '/tmp' : tmpdir();
  if (ownedFolder !== undefined) await removeLeftBehind(parent, prefix);
  const folder = await mkdtemp(join(parent, prefix));
  return { path: join(folder, 'db'), cleanUp: () => rm(folder, { recursive: true, force: true }) };
}

/** How the names of the socket folders of a data folder begin. */
export function socketFolderPrefix(ownedFolder: string): string {
  return `teppan-${createHash('sha256').update(ownedFolder).digest('hex').slice(0, 8)}-`;
}

async function removeLeftBehind(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    // One that another user has made with this name is not ours to remove.
    if (name.startsWith(prefix)) await rm(join(parent, name), { recursive: true, force: true }).catch(() => {});
  }
}
