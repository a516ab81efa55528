import { expect, it } from 'vitest';
import type { BackupFile, BackupReason } from './backup-files.ts';
import { selectOutdated } from './backup-retention.ts';

function backup(takenAt: string, checked = true, reason: BackupReason = 'exit'): BackupFile {
  const manifest = { reason, logPosition: '0/0', rows: {}, checkedAt: checked ? takenAt : null };
  return { file: takenAt, takenAt: new Date(takenAt), manifest };
}

const kept = (all: BackupFile[]) => {
  const outdated = new Set(selectOutdated(all));
  return all.filter((one) => !outdated.has(one)).map((one) => one.file);
};

it('keeps the newest of a day', () => {
  expect(kept([backup('2026-03-05T18:00:00Z'), backup('2026-03-05T09:00:00Z')])).toEqual(['2026-03-05T18:00:00Z']);
});

it('keeps seven days and four weeks of a daily habit', () => {
  const days = Array.from({ length: 60 }, (_, ago) => backup(new Date(Date.UTC(2026, 2, 31 - ago, 12)).toISOString()));
  expect(kept(days).map((file) => file.slice(0, 10))).toEqual([
    // Seven days; the newest of this week (Tuesday 31 March) and of the last are among them.
    ...['2026-03-31', '2026-03-30', '2026-03-29', '2026-03-28', '2026-03-27', '2026-03-26', '2026-03-25'],
    // The Sundays that end the two weeks before.
    ...['2026-03-22', '2026-03-15'],
  ]);
});

it('counts days that have a backup, so that a long pause removes nothing', () => {
  const all = [backup('2026-09-01T10:00:00Z'), backup('2026-03-05T10:00:00Z'), backup('2026-01-05T10:00:00Z')];
  expect(kept(all)).toHaveLength(3);
});

it('keeps the newest that was shown to open beside newer ones that were not', () => {
  const all = [
    backup('2026-03-05T18:00:00Z', false),
    backup('2026-03-05T12:00:00Z', true),
    backup('2026-03-05T09:00:00Z', true),
  ];
  expect(kept(all)).toEqual(['2026-03-05T18:00:00Z', '2026-03-05T12:00:00Z']);
});

it('keeps the last two from before an upgrade, which are the way back', () => {
  const all = [
    backup('2026-03-05T18:00:00Z'),
    ...['17', '16', '15'].map((hour) => backup(`2026-03-05T${hour}:00:00Z`, true, 'upgrade')),
  ];
  expect(kept(all)).toEqual(['2026-03-05T18:00:00Z', '2026-03-05T17:00:00Z', '2026-03-05T16:00:00Z']);
});
