import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DatabaseHost } from '../../src-server/database/database-host.ts';
import { startOpenAiServer } from '../support/openai-server/server.ts';
import { serverMissing } from '../support/server-database.ts';
import { type CycleDesk, openCycleDesk } from './cycle-desk.ts';
import { BASE_MODEL, CYCLE, type CycleMemory } from './cycle-steps.ts';

const missing = await serverMissing();
const API_KEY = 'sk-test-cycle';

describe.each(['embedded', 'server'] as const)('the learning cycle, killed in each of its twelve steps', (engine) => {
  const isMissing = engine === 'server' && missing !== undefined;
  it.concurrent.each(['local', 'openai'] as const)(
    `ends as one that was not: on the ${engine} engine, trained by %s${isMissing ? ` (skipped: ${missing})` : ''}`,
    { timeout: 480_000, skip: isMissing },
    async (trainer) => {
      const service =
        trainer === 'local'
          ? undefined
          : await startOpenAiServer({
              apiKey: API_KEY,
              models: ['gpt-4o-mini', 'text-embedding-3-small', BASE_MODEL, `ft:${BASE_MODEL}:teppan::ftjob-2`],
            });
      const desk = await openCycleDesk({
        engine,
        ...(service === undefined ? {} : { openai: { baseUrl: service.baseUrl, apiKey: API_KEY } }),
      });
      try {
        const empty = { chat: { token: '', conversationId: '' }, answerId: '', datasetId: '', versionId: '' };
        const memory: CycleMemory = { ...empty, trainer, service };
        const times: string[] = [];
        for (const { name, run } of CYCLE) {
          const begunMs = performance.now();
          await run(desk, memory).catch((error: unknown) => {
            throw new Error(`In step ${name}`, { cause: error });
          });
          times.push(`${name.split(' ')[0]}: ${Math.round((performance.now() - begunMs) / 100) / 10} s`);
        }
        expect(desk.kills()).toBe(CYCLE.length + 1);
        expect(await desk.inspect(countAll)).toEqual(ONE_OF_EACH);
        await checkFiles(desk);
        if (service !== undefined) {
          const [, job] = service.fineTuning.jobs;
          const uploads = service.fineTuning.files.map(({ filename }) => filename);
          // Of each job, the one that failed and the one that did not: one upload of each file, one job.
          expect(uploads).toHaveLength(4);
          expect(new Set(uploads).size).toBe(4);
          expect(service.fineTuning.jobs).toHaveLength(2);
          expect(job?.body).toMatchObject({ training_file: 'file-3', validation_file: 'file-4' });
          expect(service.requests.flatMap(({ fault }) => fault ?? [])).toEqual([]);
        }
        console.log(`${engine}, ${trainer}: ${desk.kills()} kills; ${times.join(', ')}`);
      } finally {
        await desk.stop();
        await service?.stop();
      }
    },
  );
});

const ONE_OF_EACH = {
  ...{ firstChat: ['user', 'assistant', 'user', 'assistant', 'system', 'assistant'], escalations: 1, promoted: 2 },
  ...{ datasets: 1, builds: 1, succeeded: 1, versions: 1, replays: 1, experiments: 1, deployments: 1, refreshes: 1 },
};

/** How many there are of everything that the cycle makes. */
async function countAll(db: DatabaseHost): Promise<Record<string, unknown>> {
  const { rows } = await db.query(`SELECT
    (SELECT count(*)::int FROM support.escalations) AS escalations,
    (SELECT count(*)::int FROM ai.training_data WHERE status = 'approved' AND source_message_id IS NOT NULL) AS promoted,
    (SELECT count(*)::int FROM ai.datasets) AS datasets,
    (SELECT count(*)::int FROM ai.dataset_builds) AS builds,
    (SELECT count(*)::int FROM ai.training_jobs WHERE state = 'succeeded') AS succeeded,
    (SELECT count(*)::int FROM ai.model_versions) AS versions,
    (SELECT count(*)::int FROM ai.replays) AS replays,
    (SELECT count(*)::int FROM ai.experiments) AS experiments,
    (SELECT count(*)::int FROM ai.deployments) AS deployments,
    (SELECT count(*)::int FROM ai.kb_refreshes) AS refreshes`);
  const first = await db.query(
    `SELECT role FROM ai.messages WHERE conversation_id = (SELECT conversation_id FROM support.escalations) ORDER BY seq`,
  );
  return { ...rows[0], firstChat: first.rows.map(({ role }) => role) };
}

/** The files of the one version, as their manifest says, and nothing of a build that was killed. */
async function checkFiles(desk: CycleDesk): Promise<void> {
  const folder = join(desk.dataDir, 'training');
  const base = 'mhc_support_v1';
  const manifest = JSON.parse(await readFile(join(folder, `${base}.manifest.json`), 'utf8')) as {
    files: Record<string, { fileName: string; sha256: string }>;
  };
  const files = Object.values(manifest.files);
  expect((await readdir(folder)).sort()).toEqual(
    [...files.map(({ fileName }) => fileName), `${base}.manifest.json`].sort(),
  );
  for (const { fileName, sha256 } of files)
    expect(
      createHash('sha256')
        .update(await readFile(join(folder, fileName)))
        .digest('hex'),
    ).toBe(sha256);
}
