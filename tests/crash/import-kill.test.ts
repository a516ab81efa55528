import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { systemClock } from '../../src-server/core/clock.ts';
import { silentLog } from '../../src-server/core/log.ts';
import type { Queryable } from '../../src-server/database/database.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { createTestFolder } from '../support/embedded.ts';
import { type SourceSidecar, startSourceSidecar } from './source-sidecar.ts';

const ARTICLES = 100;
const KILLS = Number(process.env.TEPPAN_CRASH_KILLS ?? 3);

it(`an import of ${ARTICLES} articles that is killed ${KILLS} times ends as one that is not`, {
  timeout: 600_000,
}, async () => {
  const undisturbed = await importInto(async (sidecar, id) => finished(sidecar.client(), id));
  let seen = 0;
  const killed = await importInto(async (first, id, dataDir) => {
    let sidecar = first;
    for (let kill = 1; kill <= KILLS; kill++) {
      const target = (ARTICLES * kill) / (KILLS + 1);
      await vi.waitFor(
        async () => expect((await sidecar.client().imports.get({ id })).written).toBeGreaterThanOrEqual(target),
        { timeout: 200_000, interval: 50 },
      );
      // Into the midst of a batch: embedding, its transaction, or what follows.
      await delay(Math.random() * 300);
      await sidecar.kill();
      sidecar = startSourceSidecar({ dataDir });
      await sidecar.ready;
      const { written, status } = await sidecar.client().imports.get({ id });
      expect(status).toBe('running');
      expect(written).toBeGreaterThanOrEqual(seen);
      seen = written;
    }
    await finished(sidecar.client(), id);
    return sidecar;
  });
  expect(killed).toEqual(undisturbed);
  expect(killed.counts).toMatchObject({ articles: ARTICLES, versions: ARTICLES, withoutVector: 0 });
});

/** Imports the articles into a new desk by the given way, and tells what the desk holds afterwards. */
async function importInto(
  go: (sidecar: SourceSidecar, importId: string, dataDir: string) => Promise<SourceSidecar | undefined>,
) {
  const dataDir = await mkdtemp(join(tmpdir(), 'teppan-import-'));
  await createTestFolder(dataDir);
  const sidecar = startSourceSidecar({ dataDir });
  await sidecar.ready;
  const { id } = await sidecar.client().imports.create();
  const texts = Array.from({ length: ARTICLES }, (_, nth) => csvLine(nth));
  const contentBase64 = Buffer.from(['question,answer', ...texts].join('\n')).toString('base64');
  await sidecar.client().imports.addFile({ id, name: 'articles.csv', contentBase64 });
  await sidecar.client().imports.start({ id });
  const last = (await go(sidecar, id, dataDir)) ?? sidecar;
  await last.terminate();

  const db = await openDatabase({ dataDir }, { log: silentLog, clock: systemClock });
  const state = await stateOf(db);
  await db.stop();
  await rm(dataDir, { recursive: true });
  return state;
}

async function finished(owner: ApiClient, id: string): Promise<undefined> {
  await vi.waitFor(async () => expect((await owner.imports.get({ id })).status).toBe('done'), {
    timeout: 300_000,
    interval: 200,
  });
  expect((await owner.imports.get({ id })).outcomes).toEqual({ created: ARTICLES, changed: 0, same: 0, failed: 0 });
}

/** What is there, without ids and times: every text with its code, and how many rows of each kind. */
async function stateOf(db: Queryable) {
  const digest = async (query: string) => {
    const { rows } = await db.query(query);
    return { rows: rows.length, hash: createHash('sha256').update(JSON.stringify(rows)).digest('hex') };
  };
  const counts = await db.query(`SELECT
    (SELECT count(*)::int FROM ai.kb_articles WHERE NOT is_sample) AS articles,
    (SELECT count(*)::int FROM ai.kb_article_versions v JOIN ai.kb_articles a ON a.id = v.article_id
      WHERE NOT a.is_sample) AS versions,
    (SELECT count(*)::int FROM ai.kb_chunks WHERE vector IS NULL)
      + (SELECT count(*)::int FROM ai.kb_questions WHERE vector IS NULL) AS "withoutVector",
    (SELECT count(*)::int FROM ai.kb_import_items WHERE draft IS NOT NULL) AS drafts`);
  return {
    counts: counts.rows[0],
    articles: await digest(
      'SELECT code, title, body_markdown, category, tags, questions, status, version FROM ai.kb_articles ORDER BY code',
    ),
    chunks: await digest(
      `SELECT a.code, c.position, c.title, c.text, c.is_active, c.content_hash, c.embedding_model, c.vector::text
       FROM ai.kb_chunks c JOIN ai.kb_articles a ON a.id = c.article_id ORDER BY a.code, c.position`,
    ),
    questions: await digest(
      `SELECT a.code, q.text, q.source, q.embedding_model FROM ai.kb_questions q
       JOIN ai.kb_articles a ON a.id = q.article_id ORDER BY a.code, q.text`,
    ),
    terms: await digest(
      `SELECT a.code, c.position, t.term, t.title_count, t.text_count FROM ai.kb_terms t
       JOIN ai.kb_chunks c ON c.id = t.chunk_id JOIN ai.kb_articles a ON a.id = c.article_id
       ORDER BY a.code, c.position, t.term`,
    ),
  };
}

function csvLine(nth: number): string {
  const facts = Array.from(
    { length: 4 },
    (_, at) => `Fact ${nth}-${at} says that option ${(nth * 7 + at * 3) % 101} applies`,
  );
  return `What is rule number ${nth}?,"${facts.join('. ')}."`;
}
