import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { link, readFile, rm, unlink, writeFile } from 'node:fs/promises';
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
    if (await linkExclusively(draft, file)) return () => unlink(file);
    if (await hasLivingOwner(file, describeProcess)) return undefined;
    return (await takeOver(file, draft, describeProcess)) ? () => unlink(file) : undefined;
  } finally {
    await unlink(draft);
  }
}

/**
 * Replaces a dead owner's file. Only one starter at a time may do so, and it looks again first: another one may have
 * found the owner dead as well, and the file that stands there now may be that one's. Starters that come without having
 * seen the dead file link theirs or do not, as always.
 */
async function takeOver(file: string, draft: string, describeProcess: DescribeProcess): Promise<boolean> {
  const guard = `${file}.take-over`;
  if (!(await linkExclusively(draft, guard))) {
    // One who died in the middle of this leaves the guard; the next start finds the way free.
    if (!(await hasLivingOwner(guard, describeProcess))) await rm(guard, { force: true });
    return false;
  }
  try {
    if (await hasLivingOwner(file, describeProcess)) return false;
    await rm(file, { force: true });
    return await linkExclusively(draft, file);
  } finally {
    await unlink(guard);
  }
}

async function hasLivingOwner(file: string, describeProcess: DescribeProcess): Promise<boolean> {
  const owner = await readFile(file, 'utf8').catch(() => '');
  const living = await describeProcess(Number.parseInt(owner, 10));
  return living !== undefined && living === owner;
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
