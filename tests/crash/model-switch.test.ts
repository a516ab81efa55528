import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { systemClock } from '../../src-server/core/clock.ts';
import { silentLog } from '../../src-server/core/log.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { createTestFolder } from '../support/embedded.ts';
import { startOpenAiServer } from '../support/openai-server/server.ts';
import { startSourceSidecar } from './source-sidecar.ts';

const KILLS = Number(process.env.TEPPAN_CRASH_KILLS ?? 6);
const MODEL = 'text-embedding-3-small';
const apiKey = 'sk-test-switch';

it(`changes the search model to the same end, killed ${KILLS} times on the way`, {
  timeout: 300_000 + KILLS * 90_000,
}, async () => {
  const openai = await startOpenAiServer({ apiKey });
  const dataDir = await mkdtemp(join(tmpdir(), 'teppan-switch-'));
  await createTestFolder(dataDir);
  const offline = startSourceSidecar({ dataDir });
  await offline.ready;
  expect(await offline.client().searchModel.get()).toMatchObject({ active: 'use-lite-512', state: 'idle' });
  await offline.terminate();

  const withKey = { dataDir, openai: { baseUrl: openai.baseUrl, apiKey } };
  const seen: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const sidecar = startSourceSidecar(withKey);
    await sidecar.ready;
    await delay(Math.random() * 4_000);
    const { active, done, total } = await sidecar.client().searchModel.get();
    seen.push(`${active} ${done}/${total}`);
    await sidecar.kill();
  }
  const last = startSourceSidecar(withKey);
  await last.ready;
  await vi.waitFor(
    async () => expect(await last.client().searchModel.get()).toMatchObject({ active: MODEL, state: 'idle' }),
    { timeout: 200_000, interval: 500 },
  );
  const { actual, done, total } = await last.client().searchModel.get();
  expect(done).toBe(total);
  expect(actual?.tokens).toBeGreaterThan(0);
  await last.terminate();
  await openai.stop();

  const db = await openDatabase({ dataDir }, { log: silentLog, clock: systemClock });
  const labels = await db.query(
    `SELECT DISTINCT embedding_model AS model, vector IS NULL AS lacks FROM ai.kb_chunks WHERE is_active
     UNION SELECT embedding_model, vector IS NULL FROM ai.kb_questions`,
  );
  expect(labels.rows).toEqual([{ model: MODEL, lacks: false }]);
  // The graph and the table agree: every chunk is the nearest to its own vector.
  const lost = await db.query(
    `SELECT c.id FROM ai.kb_chunks c WHERE c.is_active AND NOT EXISTS (
       SELECT 1 FROM ai.nearest_chunks(c.vector, $1, 5, NULL, NULL) AS near WHERE near.similarity > 0.999)`,
    [MODEL],
  );
  expect(lost.rows).toEqual([]);
  await db.stop();
  await rm(dataDir, { recursive: true });
  console.log(`Killed at: ${seen.join(', ')}`);
});
