import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeAdoption } from '../../scripts/describe-adoption.ts';
import { APP_ROOT } from '../../src-server/core/app-root.ts';
import { systemClock } from '../../src-server/core/clock.ts';
import { newId } from '../../src-server/core/ids.ts';
import { silentLog } from '../../src-server/core/log.ts';
import type { DatabaseHost } from '../../src-server/database/database-host.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { type AdoptionPreview, previewAdoption } from '../../src-server/database/server/preview-adoption.ts';
import { recogniseVectors } from '../../src-server/knowledge/embedding/recognise-vectors.ts';
import { createServerDatabase, type ServerDatabase, serverMissing } from '../support/server-database.ts';

const missing = await serverMissing();
if (missing !== undefined) console.warn(`The adoption of a deployment was not tested: ${missing}`);

const good = Array.from({ length: 1536 }, (_, index) => Math.fround(Math.sin(index)));
const STORED = {
  good: JSON.stringify(good),
  asText: JSON.stringify(JSON.stringify(good)),
  tooShort: JSON.stringify(good.slice(1)),
  withText: JSON.stringify(['x', ...good.slice(1)]),
  withNull: JSON.stringify([null, ...good.slice(1)]),
  // JSON knows no such number: a writer that meets one stores the array as a text.
  withNaN: JSON.stringify(JSON.stringify(good).replace('[0', '[NaN')),
  noArray: '{"a":1}',
  nothing: null,
};

/** A deployment that other systems made: the base tables with rows, and no trace of our migrations. */
async function makeDeployment(url: string, folder: string): Promise<Record<keyof typeof STORED, string>> {
  await copyFile(join(APP_ROOT, 'migrations', '000001_base-schema.sql'), join(folder, '000001_base-schema.sql'));
  const host = await openDatabase({ url, migrationsDir: folder }, { log: silentLog, clock: systemClock });
  const ids = {} as Record<keyof typeof STORED, string>;
  for (const [name, vector] of Object.entries(STORED)) {
    const id = newId();
    ids[name as keyof typeof STORED] = id;
    await host.query(`INSERT INTO ai.kb_chunks (id, title, text, vector) VALUES ($1, $2, 'Text', $3::jsonb)`, [
      id,
      name,
      vector,
    ]);
  }
  const conversation = newId();
  await host.query(`INSERT INTO ai.conversations (id, channel, user_id, thread_id) VALUES ($1, 'sms', '+1', 't')`, [
    conversation,
  ]);
  for (let nth = 0; nth < 2; nth += 1) {
    await host.query(`INSERT INTO support.escalations (id, conversation_id, reason) VALUES ($1, $2, 'old')`, [
      newId(),
      conversation,
    ]);
  }
  await host.query(
    `INSERT INTO ai.training_data (id, question, answer, source_type, human_verified) VALUES ($1, 'Q', 'A', 'human_curated', true)`,
    [newId()],
  );
  await host.query('DROP TABLE public.teppan_migrations');
  await host.stop();
  return ids;
}

/** Tables, functions and extensions that nobody but an upgrade makes. */
async function listTraces(url: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const found = await client.query(
    `SELECT extname AS name FROM pg_extension WHERE extname = 'vector'
     UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'ai'::regnamespace
     UNION ALL SELECT relname FROM pg_class WHERE relname IN ('teppan_migrations', 'kb_rejected_vectors', 'search_model')`,
  );
  await client.end();
  return found.rows;
}

describe.skipIf(missing !== undefined)('an existing deployment', () => {
  let made: ServerDatabase;
  let host: DatabaseHost;
  let folder: string;
  let preview: AdoptionPreview;
  let leftByPreview: unknown[];
  let ids: Record<keyof typeof STORED, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'teppan-adopt-'));
    made = await createServerDatabase();
    ids = await makeDeployment(made.url, folder);
    preview = await previewAdoption(made.url, join(APP_ROOT, 'migrations'));
    leftByPreview = await listTraces(made.url);
    host = await openDatabase({ url: made.url }, { log: silentLog, clock: systemClock });
  });
  afterAll(async () => {
    await host.stop();
    await made.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is looked at by a dry run, which writes nothing and judges as the upgrade does', async () => {
    expect(leftByPreview).toEqual([]);
    expect(preview.isUntouched).toBe(true);
    expect(preview.tables).toContainEqual({ name: 'ai.kb_chunks', rows: Object.keys(STORED).length });
    expect(preview.chunks).toMatchObject({ total: Object.keys(STORED).length, convertible: 2 });
    const { rows } = await host.query('SELECT chunk_id AS id, reason FROM ai.kb_rejected_vectors ORDER BY chunk_id');
    expect(preview.malformed.map(({ id, reason }) => ({ id, reason }))).toEqual(rows);
    const told = describeAdoption(preview, { model: 'text-embedding-3-small', isDryRun: true });
    expect(told).toContain('2 are converted as they are');
    expect(told).toContain('holds NaN or infinity: 1');
    expect(told).toContain('tokens of text-embedding-3-small, about $0.0000');
    expect((await previewAdoption(made.url, join(APP_ROOT, 'migrations'))).isUntouched).toBe(false);
  });

  it('is brought to the newest schema', async () => {
    const expected = (await readdir(join(APP_ROOT, 'migrations'))).length;
    expect((await host.query('SELECT name FROM public.teppan_migrations')).rowCount).toBe(expected);
  });

  it('keeps every chunk, and every vector that is one', async () => {
    const { rows } = await host.query('SELECT id, vector IS NOT NULL AS has_vector FROM ai.kb_chunks');
    expect(rows).toHaveLength(Object.keys(STORED).length);
    const converted = rows.filter((row) => row.has_vector).map((row) => row.id);
    expect(converted.sort()).toEqual([ids.good, ids.asText].sort());
    const exact = await host.query('SELECT vector <=> $1::vector AS distance FROM ai.kb_chunks WHERE id = $2', [
      JSON.stringify(good),
      ids.good,
    ]);
    expect(Number(exact.rows[0]?.distance)).toBeCloseTo(0, 6);
  });

  it('lists the others with their reason and what was stored', async () => {
    const { rows } = await host.query('SELECT chunk_id, original, reason FROM ai.kb_rejected_vectors');
    const reasons = new Map(rows.map((row) => [row.chunk_id, row.reason]));
    expect(reasons.get(ids.tooShort)).toBe('has 1535 numbers instead of 1536');
    expect(reasons.get(ids.withText)).toBe('1 of its items are text');
    expect(reasons.get(ids.withNull)).toBe('1 of its items are null');
    expect(reasons.get(ids.withNaN)).toBe('holds NaN or infinity');
    expect(reasons.get(ids.noArray)).toBe('not an array but object');
    expect(reasons.get(ids.nothing)).toBe('no vector stored');
    expect(rows.find((row) => row.chunk_id === ids.noArray)?.original).toBe('{"a": 1}');
  });

  it('takes its vectors over when they are of the configured model, and only then', async () => {
    const never = new AbortController().signal;
    const unlabelled =
      'SELECT count(*)::int AS rows FROM ai.kb_chunks WHERE vector IS NOT NULL AND embedding_model IS NULL';
    const answering = (vector: number[]) => ({
      model: 'theirs',
      embed: async (texts: readonly string[]) => texts.map(() => vector),
    });
    expect(await recogniseVectors(host, answering(good.toReversed()), never)).toBe(false);
    expect((await host.query(unlabelled)).rows).toEqual([{ rows: 2 }]);
    // As an API answers it: the same but for the last digits.
    expect(await recogniseVectors(host, answering(good.map((value) => value + 1e-4)), never)).toBe(true);
    expect((await host.query(unlabelled)).rows).toEqual([{ rows: 0 }]);
  });

  it('leaves one escalation open where several were, and takes verified examples as approved', async () => {
    const open = await host.query(
      `SELECT status, count(*)::int AS count FROM support.escalations GROUP BY status ORDER BY status`,
    );
    expect(open.rows).toEqual([
      { status: 'open', count: 1 },
      { status: 'resolved', count: 1 },
    ]);
    expect((await host.query('SELECT status FROM ai.training_data')).rows).toEqual([{ status: 'approved' }]);
  });
});
