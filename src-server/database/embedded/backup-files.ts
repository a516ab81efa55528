import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder } from './private-folder.ts';

/** Why a backup was taken. Those from before an upgrade are the way back to the version before. */
const BackupReason = z.enum(['requested', 'exit', 'upgrade']);
export type BackupReason = z.infer<typeof BackupReason>;

/** What is known about a backup, kept in a file beside it. A backup without it can still be restored. */
const Manifest = z.object({
  reason: BackupReason,
  /** Where Postgres's log stood, by which is seen whether anything was written since. */
  logPosition: z.string(),
  /** Rows of every table when it was taken; checked when it is opened. */
  rows: z.record(z.string(), z.number()),
  /** When it was last shown to open; null until then. */
  checkedAt: z.string().nullable(),
});
export type Manifest = z.infer<typeof Manifest>;

export interface BackupFile {
  file: string;
  takenAt: Date;
  manifest: Manifest | undefined;
}

const NAME = /^teppan-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.tar\.gz$/;

/** The folder of backups: `teppan-<time>.tar.gz`, each with a `.json` that says what is in it. */
export interface BackupFolder {
  /** Newest first. */
  list(): Promise<BackupFile[]>;
  /** Names the file of a new backup and where to write it until it is whole. */
  draft(takenAt: Date): { draft: string; file: string };
  /** Gives a whole draft its name. */
  publish(draft: string, file: string, manifest: Manifest): Promise<void>;
  discard(draft: string): Promise<void>;
  describe(file: string, manifest: Manifest): Promise<void>;
  remove(backup: BackupFile): Promise<void>;
  size(file: string): Promise<number>;
}

export async function openBackupFolder(folder: string): Promise<BackupFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  // Drafts of a process that was ended while it wrote them.
  for (const name of await readdir(folder)) if (name.endsWith('.part')) await rm(join(folder, name));

  async function describe(file: string, manifest: Manifest): Promise<void> {
    const draft = `${manifestOf(file)}.part`;
    await writeFile(draft, JSON.stringify(manifest, undefined, 2), { mode: 0o600, flush: true });
    await rename(draft, manifestOf(file));
    await syncFolder(folder);
  }

  return {
    async list() {
      const found: BackupFile[] = [];
      for (const name of (await readdir(folder)).sort().reverse()) {
        const takenAt = parseName(name);
        if (takenAt === undefined) continue;
        const file = join(folder, name);
        found.push({ file, takenAt, manifest: await readManifest(file) });
      }
      return found;
    },
    draft(takenAt) {
      const file = join(folder, `teppan-${takenAt.toISOString().replaceAll(/[:.]/g, '-')}.tar.gz`);
      return { draft: `${file}.part`, file };
    },
    async publish(draft, file, manifest) {
      await rename(draft, file);
      await describe(file, manifest);
    },
    discard: (draft) => rm(draft, { force: true }),
    describe,
    async remove(backup) {
      await rm(backup.file, { force: true });
      await rm(manifestOf(backup.file), { force: true });
    },
    size: async (file) => (await stat(file)).size,
  };
}

function manifestOf(file: string): string {
  return file.replace(/\.tar\.gz$/, '.json');
}

async function readManifest(file: string): Promise<Manifest | undefined> {
  try {
    return Manifest.parse(JSON.parse(await readFile(manifestOf(file), 'utf8')));
  } catch {
    return undefined;
  }
}

function parseName(name: string): Date | undefined {
  const [, day, hour, minute, second, milli] = NAME.exec(name) ?? [];
  if (day === undefined) return undefined;
  const time = new Date(`${day}T${hour}:${minute}:${second}.${milli}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
