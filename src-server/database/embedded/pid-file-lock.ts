import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The id of a process and when it was started; undefined where there is none. */
export type DescribeProcess = (pid: number) => Promise<string | undefined>;

/**
 * Takes the lock that is a file with the owner's process id and the moment that process was started, as an id alone
 * may by now belong to another program. Resolves to the way to give it back, or to undefined where its owner lives.
 */
export async function lockByPidFile(
  file: string,
  describeProcess: DescribeProcess = describeByPs,
): Promise<(() => Promise<void>) | undefined> {
  const mine = await describeProcess(process.pid);
  if (mine === undefined)
    throw new Error('The start time of this process cannot be read, so the folder cannot be locked.');
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, mine, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 2; attempt++) {
      if (await linkExclusively(draft, file)) return () => unlink(file);
      const owner = await readFile(file, 'utf8').catch(() => '');
      const living = await describeProcess(Number.parseInt(owner, 10));
      if (living !== undefined && living === owner) return undefined;
      await setAside(file, owner);
    }
    return undefined;
  } finally {
    await unlink(draft);
  }
}

/** A link appears whole or not at all, so nobody ever reads half a lock file. */
async function linkExclusively(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a dead owner's file. Two starters may both find the owner dead; the slower one would remove the file
 * that the quicker one has just made, so what was moved away is looked at and put back if it is not the dead one.
 */
async function setAside(file: string, deadOwner: string): Promise<void> {
  const aside = `${file}.dead-${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== deadOwner) await linkExclusively(aside, file);
  await unlink(aside);
}

async function describeByPs(pid: number): Promise<string | undefined> {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)], {
      env: { LC_ALL: 'C', TZ: 'UTC' },
    });
    return stdout.trim() === '' ? undefined : `${pid} ${stdout.trim()}`;
  } catch {
    return undefined;
  }
}
