import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTestFolder } from '../support/embedded.ts';
import { createServerDatabase, serverMissing } from '../support/server-database.ts';
import type { SwapState } from './swap-state.ts';

const CHILD = join(import.meta.dirname, 'swap-child.ts');
/** Before the tables are looked through, between the exchanges of each table, after the last, and around the commit. */
const MOMENTS = [4, 9, 20, 31, 'done', 'commit', 'committed'] as const;
const missing = await serverMissing();

describe.each(['embedded', 'server'] as const)('a swap of the search model (%s)', (engine) => {
  it.skipIf(engine === 'server' && missing !== undefined)(
    `is whole or not at all, killed at ${MOMENTS.length} moments of its transaction${engine === 'server' && missing ? ` (skipped: ${missing})` : ''}`,
    { timeout: 1_800_000 },
    async () => {
      const { place, remove } = await newDesk(engine);
      // What a run finds at its start is what the kill before it left.
      let left: unknown[] = ['one'];
      for (const moment of [...MOMENTS, 'never' as const]) {
        const { states, signal, errors } = await run(place, moment);
        const found = states[0];
        const active = found?.active ?? '';
        expect(left, `the model in use, found before ${moment}\n${errors}`).toContain(active);
        expect(found, `found before ${moment}`).toEqual(whole(active));
        expect(signal, `ended at ${moment}\n${errors}`).toBe(moment === 'never' ? null : 'SIGKILL');
        const other = active === 'one' ? 'other' : 'one';
        left = moment === 'committed' ? [other] : moment === 'commit' ? ['one', 'other'] : [active];
        if (moment === 'never') expect(states[1]).toEqual(whole(other));
      }
      await remove();
    },
  );
});

/** What every search must see: the vectors of one model alone, each found by its graph. */
function whole(active: string): unknown {
  return { active, chunks: 6, labels: [active], lost: 0, wrongIndexes: [], state: expect.any(String) };
}

async function newDesk(engine: 'embedded' | 'server') {
  if (engine === 'server') {
    const { url, drop } = await createServerDatabase();
    return { place: { url }, remove: drop };
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'teppan-swap-'));
  await createTestFolder(dataDir);
  return { place: { dataDir }, remove: () => rm(dataDir, { recursive: true }) };
}

async function run(place: object, moment: string | number) {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(place), String(moment)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (text) => (output += String(text)));
  child.stderr.on('data', (text) => (errors += String(text)));
  const [code, signal] = await once(child, 'close');
  if (code !== 0 && signal === null) throw new Error(`The child failed: ${errors}`);
  const states = output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SwapState);
  return { states, signal: signal as NodeJS.Signals | null, errors };
}
