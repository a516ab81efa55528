import type { BackupFile } from './backup-files.ts';

const DAYS = 7;
const WEEKS = 4;
const UPGRADES = 2;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Which backups are too old to keep, given all of them, newest first. Kept are the newest of each of the last seven
 * days that have one, the newest of each of the last four such weeks, the last two from before an upgrade,
 * and the newest that was shown to open, so that an unchecked one never takes the place of a good one.
 */
export function selectOutdated(backups: readonly BackupFile[]): BackupFile[] {
  const kept = new Set<BackupFile>([
    ...newestOfEach(backups, dayOf, DAYS),
    ...newestOfEach(backups, weekOf, WEEKS),
    ...backups.filter((backup) => backup.manifest?.reason === 'upgrade').slice(0, UPGRADES),
  ]);
  const newestChecked = backups.find((backup) => typeof backup.manifest?.checkedAt === 'string');
  if (newestChecked !== undefined) kept.add(newestChecked);
  return backups.filter((backup) => !kept.has(backup));
}

function newestOfEach(backups: readonly BackupFile[], period: (at: Date) => number, count: number): BackupFile[] {
  const newest = new Map<number, BackupFile>();
  for (const backup of backups) {
    const key = period(backup.takenAt);
    if (!newest.has(key)) newest.set(key, backup);
  }
  return [...newest.values()].slice(0, count);
}

function dayOf(at: Date): number {
  return Math.floor(at.getTime() / DAY_MS);
}

/** Weeks begin on Monday; day 0 of the epoch was a Thursday. */
function weekOf(at: Date): number {
  return Math.floor((dayOf(at) + 3) / 7);
}
