import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { createTestFolder } from '../support/embedded.ts';
import { type ChatRecord, countAcknowledged, createLedger, findLosses, findLostApprovals } from './desk-ledger.ts';
import { startDeskLoad } from './desk-load.ts';
import { type SourceSidecar, startSourceSidecar } from './source-sidecar.ts';

const KILLS = Number(process.env.TEPPAN_CRASH_KILLS ?? 10);

it(`loses and doubles nothing acknowledged in ${KILLS} kills under load`, {
  timeout: 120_000 + KILLS * 60_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'teppan-crash-'));
  await createTestFolder(dataDir);
  const ledger = createLedger();
  const opens: number[] = [];
  const starts: number[] = [];
  let unchecked = new Set<ChatRecord>();

  /** Waits for a start after a kill and compares what is there with what was acknowledged. */
  async function check(sidecar: SourceSidecar, chats: Iterable<ChatRecord>, where: string): Promise<void> {
    const { readyMs } = await sidecar.ready;
    // The first start of all has nothing to recover from, and the sample articles to import.
    if (ledger.chats.length > 0) {
      starts.push(readyMs);
      opens.push(openMs(sidecar));
    }
    const owner = sidecar.client();
    expect(await findLosses(owner, chats), where).toEqual([]);
    expect(await findLostApprovals(owner, ledger.approved), where).toEqual([]);
    // The customers' stars may cost the AI its autonomy, as they should. Any other notice would be of the kill.
    const { notices } = await owner.system.status();
    expect(
      notices.filter(({ page }) => page !== 'autonomy'),
      where,
    ).toEqual([]);
  }

  for (let kill = 0; kill < KILLS; kill++) {
    const sidecar = startSourceSidecar({ dataDir });
    // Every fifth is killed while it starts, to hit its loading, recovery and first import.
    if (kill % 5 === 1) {
      await delay(Math.random() * 4_000);
      await sidecar.kill();
      continue;
    }
    await check(sidecar, unchecked, `after kill ${kill}`);
    const load = startDeskLoad({ ledger, client: sidecar.client, customers: 4 });
    await Promise.race([delay(300 + Math.random() * 3_700), load.ended]);
    load.expectEnd();
    await sidecar.kill();
    await load.ended;
    unchecked = new Set([...unchecked, ...load.touched]);
    expect(ledger.surprises, sidecar.log().slice(-3_000)).toEqual([]);
    expect(faults(sidecar)).toEqual([]);
  }

  const last = startSourceSidecar({ dataDir });
  await check(last, ledger.chats, 'at the end');
  await vi.waitFor(
    async () => {
      for (const { token } of ledger.chats) expect((await last.client(token).chat.state()).isAnswering).toBe(false);
    },
    { timeout: 100_000, interval: 500 },
  );
  expect(await findLosses(last.client(), ledger.chats)).toEqual([]);
  expect((await last.terminate()).code).toBe(0);
  expect(faults(last)).toEqual([]);
  expect((await readdir(dataDir)).filter((name) => name.includes('broken'))).toEqual([]);
  console.log(
    `${KILLS} kills, acknowledged ${JSON.stringify(countAcknowledged(ledger))}, 0 lost, 0 twice, 0 unanswered. ` +
      `After a kill: database open within ${summary(opens)}; from start to ready ${summary(starts)}.`,
  );
  await rm(dataDir, { recursive: true });
});

/** How long the database took to open, beside the loading of the rest of the program, as the log tells. */
function openMs(sidecar: SourceSidecar): number {
  return Number(/"ms":(\d+),"msg":"database is open"/.exec(sidecar.log())?.[1]);
}

function faults(sidecar: SourceSidecar): string[] {
  return sidecar
    .log()
    .split('\n')
    .filter((line) => line.includes('"level":50'));
}

function summary(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return `${at(0.5)} ms median, ${at(1)} ms longest`;
}
