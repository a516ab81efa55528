import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkFolder } from './check-folder.ts';
import { runAndKill } from './kill-harness.ts';

const KILLS = Number(process.env.TEPPAN_CRASH_KILLS ?? 20);
const CHILD = join(import.meta.dirname, 'load-child.ts');

/** Every fifth kill is counted from the start of the program, to hit its start, recovery and migrations. */
function momentOf(kill: number) {
  return kill % 5 === 0
    ? ({ event: 'spawn', ms: 100 + Math.random() * 2_500 } as const)
    : ({ event: 'ready', ms: 20 + Math.random() * 1_480 } as const);
}

it(`loses nothing acknowledged in ${KILLS} kills under load`, { timeout: 60_000 + KILLS * 30_000 }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'teppan-crash-'));
  const acknowledged = new Set<number>();
  const opens: number[] = [];
  const starts: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const after = momentOf(kill);
    const run = await runAndKill({ command: [process.execPath, CHILD, dataDir], after });
    for (const number of run.acknowledged) acknowledged.add(number);
    const report = await checkFolder(dataDir, acknowledged);
    opens.push(report.openMs);
    if (run.readyMs !== undefined) starts.push(run.readyMs);
    const where = `kill ${kill}, ${Math.round(after.ms)} ms after ${after.event}`;
    expect(report, `${where}\n${run.errors}`).toMatchObject({ lost: [], halves: 0, corruption: [], notices: [] });
  }
  expect((await readdir(dataDir)).sort()).toEqual(['backups', 'db']);
  console.log(
    `${KILLS} kills, ${acknowledged.size} acknowledged transactions, 0 lost, 0 half, 0 corrupt. ` +
      `Open after a kill: ${summary(opens)}. Program ready: ${summary(starts)}.`,
  );
  await rm(dataDir, { recursive: true });
});

function summary(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return `${at(0.5)} ms median, ${at(1)} ms longest`;
}
