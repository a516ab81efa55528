import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../core/errors.ts';

/** File systems of another machine: their locks and their fsync do not promise what a database needs. */
const NETWORK_TYPES =
  /^(nfs\d?|cifs|smb\d?|smbfs|afpfs|afs|ncpfs|webdav|davfs2?|fuse\.(sshfs|rclone|s3fs|davfs2?|glusterfs|ceph))$/;

export interface Mount {
  place: string;
  type: string;
}

/** Refuses a data folder on a file system of another machine, where that can be told. */
export async function refuseNetworkFolder(realFolder: string): Promise<void> {
  const type = realFolder.startsWith('\\\\') ? 'smb' : findMount(await listMounts(), realFolder)?.type;
  if (type === undefined || !NETWORK_TYPES.test(type)) return;
  throw new AppError(
    'BAD_INPUT',
    `The data folder ${realFolder} is on a network drive (${type}), where a database can lose data. Choose a folder on this machine with --data, or use a shared Postgres server with DATABASE_URL.`,
  );
}

/** The mount that a folder is on: the one with the longest path above it, and of those the last. */
export function findMount(mounts: readonly Mount[], folder: string): Mount | undefined {
  let found: Mount | undefined;
  for (const mount of mounts) {
    const below = mount.place === '/' || folder === mount.place || folder.startsWith(mount.place + sep);
    if (below && mount.place.length >= (found?.place.length ?? 0)) found = mount;
  }
  return found;
}

async function listMounts(): Promise<Mount[]> {
  try {
    if (process.platform === 'linux') return parseMountInfo(await readFile('/proc/self/mountinfo', 'utf8'));
    if (process.platform === 'darwin') return parseMountOutput((await promisify(execFile)('/sbin/mount')).stdout);
  } catch {
    // What cannot be told is not refused.
  }
  return [];
}

/** Lines like `36 35 98:0 /root /place rw shared:1 - ext4 /dev/sda1 rw`, blanks in paths written as \040. */
export function parseMountInfo(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const place = line.split(' ')[4];
    const type = line.split(' - ')[1]?.split(' ')[0];
    if (place === undefined || type === undefined) return [];
    return [
      {
        place: place.replaceAll(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
        type,
      },
    ];
  });
}

/** Lines like `//user@host/share on /Volumes/share (smbfs, nodev)`. */
export function parseMountOutput(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [, place, type] = / on (\/.*) \((\w+)[,)]/.exec(line) ?? [];
    return place === undefined || type === undefined ? [] : [{ place, type }];
  });
}
