import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where exported datasets lie under the data folder. */
export const TRAINING_FOLDER = 'training';

export interface PreparedFile {
  /** How its name ends: `jsonl`, `manifest.json`. */
  kind: string;
  sha256: string;
  bytes: number;
  /** Gives the finished file its name, `<base>.<kind>`; refuses to replace one that is there. */
  publish(base: string): Promise<void>;
  /** Removes what was written, under either name. */
  discard(): Promise<void>;
}

/**
 * Writes a file completely, with access for its owner only, and down to the disk, under a temporary name.
 * A reader never sees half of it, and a crash leaves at most a temporary file.
 */
export async function prepareFile(
  folder: string,
  temporaryBase: string,
  kind: string,
  content: string,
): Promise<PreparedFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const data = Buffer.from(content, 'utf8');
  let path = join(folder, `${temporaryBase}.${kind}.tmp`);
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return {
    kind,
    sha256: createHash('sha256').update(data).digest('hex'),
    bytes: data.length,
    async publish(base) {
      const target = join(folder, `${base}.${kind}`);
      if (await exists(target)) throw new Error(`${target} exists already and a dataset is never overwritten.`);
      await rename(path, target);
      path = target;
      await syncFolder(folder);
    },
    discard: () => rm(path, { force: true }),
  };
}

/** The highest version of a dataset among the files: also of one whose row was lost in a crash. */
export async function highestVersionOnDisk(folder: string, name: string): Promise<number> {
  const pattern = new RegExp(`^${name}_v(\\d{1,9})\\.`);
  const files = await readdir(folder).catch(() => []);
  return Math.max(0, ...files.map((file) => Number(pattern.exec(file)?.[1] ?? 0)));
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

/** A new name is only safe once the folder is on the disk. Windows has no such call and does without. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
