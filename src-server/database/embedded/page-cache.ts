import { readdir, stat } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';

/** What Postgres takes by itself; enough for a desk of 10,000 passages, whose graph is 80 MB. */
const LEAST_MB = 128;
/** The engine can address 4 GB in all. */
const MOST_MB = 1024;
const SHARE_OF_MEMORY = 1 / 8;
const BYTES_PER_MB = 1024 * 1024;

/**
 * How much of the database the engine keeps in memory: as much as there is of it, up to an eighth of the machine's
 * memory. A search walks all over the graph of its vectors, and each page that is not in memory is read through the file
 * system of the engine, which takes longer than what is done with it.
 */
export async function pageCacheMegabytes(folder: string, memoryBytes = totalmem()): Promise<number> {
  const wanted = Math.ceil((await sizeOf(join(folder, 'base'))) / BYTES_PER_MB);
  const allowed = Math.min(MOST_MB, Math.floor((memoryBytes * SHARE_OF_MEMORY) / BYTES_PER_MB));
  return Math.max(LEAST_MB, Math.min(wanted, allowed));
}

/** A folder that is not there yet is empty. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  // A file may be removed while its neighbours are looked at.
  const sizes = await Promise.all(
    files.map((file) =>
      stat(join(file.parentPath, file.name)).then(
        (found) => found.size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
