import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why no small disk can be made here; undefined where it can. */
export function whyNoSmallDisk(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can mount a small disk';
  const place = join(tmpdir(), `teppan-mount-${process.pid}`);
  try {
    execFileSync('mkdir', [place]);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place], { stdio: 'pipe' });
    execFileSync('umount', [place]);
    return undefined;
  } catch (error) {
    return `mount failed: ${error instanceof Error ? error.message.split('\n').at(-2) : String(error)}`;
  } finally {
    execFileSync('rmdir', [place]);
  }
}

/** A disk in memory that is quickly full. Returns its folder. */
export async function mountSmallDisk(megabytes: number): Promise<string> {
  const disk = await mkdtemp(join(tmpdir(), 'teppan-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', disk]);
  return disk;
}

export async function unmountSmallDisk(disk: string): Promise<void> {
  execFileSync('umount', ['--lazy', disk]);
  await rm(disk, { recursive: true });
}

/** From here on nothing can be written to it. */
export function makeReadOnly(disk: string): void {
  execFileSync('mount', ['-o', 'remount,ro', disk]);
}

/** Leaves `freeBytes` on the disk. */
export async function fillDisk(disk: string, freeBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(disk);
  await writeFile(join(disk, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - freeBytes)));
}

export function freeDisk(disk: string): Promise<void> {
  return rm(join(disk, 'ballast'));
}
