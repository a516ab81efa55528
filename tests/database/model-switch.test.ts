import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArticleDraft } from '../../src-server/contract/knowledge.ts';
import { newId } from '../../src-server/core/ids.ts';
import { ENGINES } from '../support/learning-rows.ts';
import {
  type CountingEmbedder,
  createCountingEmbedder,
  openSwitchDesk,
  type SwitchDesk,
  type SwitchSidecar,
} from '../support/model-switch-desk.ts';

const TOPICS = [
  'rain cover',
  'deposit refund',
  'vegan tofu',
  'travel fee',
  'parking driveway',
  'birthday cake',
  'guest count',
];
const never = new AbortController().signal;

function drafts(topics: readonly string[], from = 1): ArticleDraft[] {
  return topics.map((topic, index) => ({
    code: `KB-${index + from}`,
    title: `About ${topic}`,
    bodyMarkdown: `All that is to be said of ${topic}.`,
    category: 'faq',
    tags: [],
    questions: [`What about ${topic}?`],
  }));
}

describe.each(ENGINES)('a change of the search model (%s)', (engine) => {
  let old: CountingEmbedder;
  let next: CountingEmbedder;
  let desk: SwitchDesk;
  let before: SwitchSidecar;
  let now: SwitchSidecar;

  beforeEach(async () => {
    old = createCountingEmbedder('old');
    next = createCountingEmbedder('next');
    desk = await openSwitchDesk([old, next], engine);
    before = desk.sidecar(old);
    await before.searchModel.prepare();
    await before.importDrafts(drafts(TOPICS));
    await desk.db.query(
      `INSERT INTO ai.training_data (id, question, answer, source_type, status, human_verified, question_vector, embedding_model)
       SELECT $1, 'Is tipping usual?', 'As you like.', 'human_curated', 'approved', true, vector, 'old' FROM ai.kb_chunks LIMIT 1`,
      [newId()],
    );
    now = desk.sidecar(next);
  });
  afterEach(() => desk.stop());

  /** The nearest way to ask, by meaning alone: 1 exactly when question and vectors are of one model. */
  async function nearness(sidecar = now): Promise<number[]> {
    const found: number[] = [];
    for (const topic of TOPICS) {
      const hits = await sidecar.knowledge.search({ query: `What about ${topic}?`, limit: 1, legs: 'vector' });
      found.push(Math.round((hits[0]?.similarity ?? 0) * 100) / 100);
    }
    return found;
  }
  const allNear = TOPICS.map(() => 1);

  /** What is stored for the search, by model and content. */
  async function stored(): Promise<unknown> {
    const { rows } = await desk.db.query(
      `SELECT title AS text, embedding_model AS model, md5(vector::text) AS hash FROM ai.kb_chunks WHERE is_active
       UNION ALL SELECT text, embedding_model, md5(vector::text) FROM ai.kb_questions
       UNION ALL SELECT question, embedding_model, md5(question_vector::text) FROM ai.training_data ORDER BY 1, 2, 3`,
    );
    return rows;
  }

  it('leaves readers on the old model until the swap, and takes them all to the new one', async () => {
    await now.searchModel.prepare();
    const seen = new Set<string>();
    next.before = async (texts) => {
      if (texts.length === 1) return;
      seen.add((await now.activeEmbedder()).model);
      expect(await nearness()).toEqual(allNear);
      expect(await nearness(before)).toEqual(allNear);
    };
    expect(await now.runChange(never)).toBe('done');
    expect([...seen]).toEqual(['old']);
    expect((await now.activeEmbedder()).model).toBe('next');
    expect(await nearness()).toEqual(allNear);
    // A sidecar that was started with the old model searches by the new one too.
    expect(await nearness(before)).toEqual(allNear);
    const { state, done, total, canSwitchBack, actual } = await now.searchModel.status();
    expect({ state, done, total, canSwitchBack }).toEqual({
      state: 'idle',
      done: total,
      total: 22,
      canSwitchBack: true,
    });
    expect(actual).toEqual({ tokens: 0, costMicroUsd: 0 });
    const indexed = await desk.db.query("SELECT indexdef FROM pg_indexes WHERE indexname = 'idx_kb_vector_hnsw'");
    expect(indexed.rows[0]?.indexdef).toContain("hnsw (vector vector_cosine_ops) WITH (m='16', ef_construction='64')");
  });

  it('goes on where it was ended, embeds nothing twice, and ends as one that was never ended', async () => {
    await now.searchModel.prepare();
    await now.runChange(never);
    const whole = await stored();
    const texts = next.embedded.length;
    await now.searchModel.switchBack();
    await now.runChange(never);
    await desk.db.query('UPDATE ai.kb_chunks SET next_vector = NULL');
    await desk.db.query('UPDATE ai.kb_questions SET next_vector = NULL');
    await desk.db.query('UPDATE ai.training_data SET next_vector = NULL');

    next.embedded.length = 0;
    await now.searchModel.start('next');
    for (let ended = 1; ; ended += 1) {
      const run = new AbortController();
      let calls = 0;
      next.before = async () => {
        calls += 1;
        if (calls === 2) run.abort(new Error('killed'));
        run.signal.throwIfAborted();
      };
      const restarted = desk.sidecar(next);
      await restarted.searchModel.prepare();
      const outcome = await restarted.runChange(run.signal).catch((error: Error) => error.message);
      if (outcome === 'done') break;
      expect(outcome).toBe('killed');
      expect(ended).toBeLessThan(20);
    }
    next.before = async () => {};
    expect(next.embedded).toHaveLength(texts);
    expect(await stored()).toEqual(whole);
  });

  it('takes along what is written, edited and approved while it builds', async () => {
    await now.searchModel.prepare();
    let wrote = false;
    next.before = async () => {
      if (wrote) return;
      wrote = true;
      await now.importDrafts(drafts(['late addition'], 90));
      await desk.db.query("UPDATE ai.training_data SET question = 'Do people tip?'");
    };
    await now.runChange(never);
    const rows = (await stored()) as { text: string; model: string }[];
    expect(rows.map(({ model }) => model)).toEqual(rows.map(() => 'next'));
    expect(rows.map(({ text }) => text)).toEqual(expect.arrayContaining(['About late addition', 'Do people tip?']));
    // An edit after the swap makes the vector of before useless: going back embeds the new words.
    await desk.db.query("UPDATE ai.training_data SET question = 'Is a tip expected?'");
    old.embedded.length = 0;
    await now.searchModel.switchBack();
    await now.runChange(never);
    expect(old.embedded).toEqual(['Is a tip expected?']);
  });

  it('goes back in one step, stays there over a restart, and comes again when asked', async () => {
    await now.searchModel.prepare();
    await now.runChange(never);
    old.embedded.length = 0;
    await now.searchModel.switchBack();
    await now.runChange(never);
    expect(old.embedded).toEqual([]);
    expect(await nearness()).toEqual(allNear);
    expect(await now.searchModel.status()).toMatchObject({
      active: 'old',
      target: 'next',
      state: 'waiting_for_approval',
    });
    const restarted = desk.sidecar(next);
    await restarted.searchModel.prepare();
    await restarted.runChange(never);
    expect(await restarted.searchModel.status()).toMatchObject({ active: 'old', state: 'waiting_for_approval' });
    next.embedded.length = 0;
    await restarted.searchModel.start('next');
    await restarted.runChange(never);
    expect(await restarted.searchModel.status()).toMatchObject({ active: 'next', state: 'idle' });
    expect(next.embedded).toEqual([]);
  });

  it('is done by one of two sidecars, and nothing is embedded twice', async () => {
    await now.searchModel.prepare();
    const other = desk.sidecar(next);
    const outcomes: string[] = [];
    let asked = false;
    next.before = async () => {
      if (asked) return;
      asked = true;
      outcomes.push(await other.runChange(never));
    };
    outcomes.push(await now.runChange(never));
    expect(outcomes).toEqual(['busy', 'done']);
    expect(next.embedded).toHaveLength(22);
  });

  it('keeps its place while the provider fails, says why, and finishes when it is back', async () => {
    await now.searchModel.prepare();
    let calls = 0;
    next.before = async () => {
      calls += 1;
      if (calls === 3) throw new Error('429: too many requests');
    };
    await expect(now.runChange(never)).rejects.toThrow('429');
    expect(await now.searchModel.status()).toMatchObject({
      active: 'old',
      state: 'building',
      reason: '429: too many requests',
      done: TOPICS.length,
    });
    expect(await nearness()).toEqual(allNear);
    next.before = async () => {};
    await now.runChange(never);
    expect(await now.searchModel.status()).toMatchObject({ active: 'next', state: 'idle', reason: null, done: 22 });
    expect(next.embedded).toHaveLength(22);
  });

  it('asks the owner where it costs more than a little, and where the price is not known', async () => {
    const dear = createCountingEmbedder('text-embedding-3-large', { isLocal: false });
    const unknown = createCountingEmbedder('somebody-elses', { isLocal: false });
    const shop = await openSwitchDesk([old, dear, unknown], engine);
    const first = shop.sidecar(old);
    await first.searchModel.prepare();
    await first.importDrafts(drafts(['gold']));
    await shop.sidecar(unknown).searchModel.prepare();
    expect(await first.searchModel.status()).toMatchObject({
      state: 'waiting_for_approval',
      target: 'somebody-elses',
      estimate: { costMicroUsd: null },
    });
    // A few cents are not asked about.
    await shop.sidecar(dear).searchModel.prepare();
    expect(await first.searchModel.status()).toMatchObject({ state: 'building', target: 'text-embedding-3-large' });
    await shop.db.query(`UPDATE ai.search_model SET state = 'idle', target = NULL`);
    await shop.db.query(`UPDATE ai.kb_chunks SET text = repeat('gold ', 800000)`);
    const asking = shop.sidecar(dear);
    await asking.searchModel.prepare();
    const status = await asking.searchModel.status();
    expect(status).toMatchObject({ state: 'waiting_for_approval' });
    expect(status.estimate?.costMicroUsd).toBe(Math.round((status.estimate?.tokens ?? 0) * 0.13));
    await asking.runChange(never);
    expect(dear.embedded).toEqual([]);
    await expect(asking.searchModel.start('another')).rejects.toMatchObject({ code: 'CONFLICT' });
    await shop.stop();
  });

  it('searches by words while the model in use cannot be had', async () => {
    const gone = await openSwitchDesk([next], engine);
    await gone.db.query("UPDATE ai.search_model SET active = 'old'");
    const local = gone.sidecar(next);
    await local.importDrafts(drafts(['rain']));
    expect(await local.knowledge.search({ query: 'rain', limit: 1 })).toMatchObject([{ code: 'KB-1', similarity: 0 }]);
    await local.searchModel.prepare();
    expect(await local.searchModel.status()).toMatchObject({ isActiveUsable: false, state: 'building' });
    await local.runChange(never);
    expect((await local.knowledge.search({ query: 'What about rain?', limit: 1 }))[0]?.similarity).toBeCloseTo(1);
    expect(await local.searchModel.status()).toMatchObject({ canSwitchBack: false });
    await gone.stop();
  });
});
