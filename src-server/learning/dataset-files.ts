import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Where exported datasets lie under the data folder. */
export const TRAINING_FOLDER = 'training';

export interface PreparedFile {
  /** How its name ends: `jsonl`, `manifest.json`. */
  kind: string;
  sha256: string;
  bytes: number;
  /** Where it lies now. */
  path(): string;
  /** Gives the finished file its name, `<base>.<kind>`; refuses to replace one that is there. */
  publish(base: string): Promise<void>;
  /** Removes what was written, under either name. */
  discard(): Promise<void>;
}

/** A file that is being written, under a temporary name. */
export interface OpenFile {
  kind: string;
  /** Adds text. Held back and written in larger pieces, so that a file of any length takes little memory. */
  write(text: string): Promise<void>;
  /** Brings the file down to the disk. */
  finish(): Promise<PreparedFile>;
  discard(): Promise<void>;
}

const PIECE_LETTERS = 32 * 1024;

/**
 * Opens a file for its owner only, under a temporary name: a reader never sees half of it, and a crash leaves at most a
 * temporary file.
 */
export async function openFile(folder: string, temporaryBase: string, kind: string): Promise<OpenFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${temporaryBase}.${kind}.tmp`);
  const handle = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let waiting = '';
  let bytes = 0;
  let isOpen = true;
  async function flush(): Promise<void> {
    const data = Buffer.from(waiting, 'utf8');
    waiting = '';
    hash.update(data);
    bytes += data.length;
    await handle.writeFile(data);
  }
  async function close(): Promise<void> {
    if (isOpen) await handle.close();
    isOpen = false;
  }
  return {
    kind,
    async write(text) {
      waiting += text;
      if (waiting.length >= PIECE_LETTERS) await flush();
    },
    async finish() {
      await flush();
      await handle.sync();
      await close();
      return prepared(folder, path, { kind, sha256: hash.digest('hex'), bytes });
    },
    async discard() {
      await close();
      await rm(path, { force: true });
    },
  };
}

function prepared(
  folder: string,
  temporary: string,
  file: Pick<PreparedFile, 'kind' | 'sha256' | 'bytes'>,
): PreparedFile {
  let path = temporary;
  return {
    ...file,
    path: () => path,
    async publish(base) {
      const target = join(folder, `${base}.${file.kind}`);
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

const MANIFEST = '.manifest.json';
const Named = z.object({ id: z.string() });

/**
 * Removes what a build has left that was killed: its temporary files, and the files of a version that it had named but
 * not recorded. The manifest gets its name first, so where a file of a version is, its manifest tells whose it is.
 * Only for a build that has recorded no version.
 */
export async function removeLeftovers(folder: string, name: string, id: string): Promise<void> {
  const files = await readdir(folder).catch(() => []);
  for (const file of files) if (file.startsWith(`.${id}.`)) await rm(join(folder, file), { force: true });
  for (const file of files) {
    if (!file.startsWith(`${name}_v`) || !file.endsWith(MANIFEST)) continue;
    if ((await idIn(join(folder, file))) !== id) continue;
    const base = file.slice(0, -MANIFEST.length);
    const own = files.filter((one) => one.startsWith(`${base}.`) && one !== file);
    for (const one of [...own, file]) await rm(join(folder, one), { force: true });
  }
}

/** The dataset that a manifest names; undefined where it cannot be read or names none, as earlier ones do not. */
async function idIn(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    return Named.parse(JSON.parse(text)).id;
  } catch {
    return undefined;
  }
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
