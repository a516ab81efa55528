import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../tests/support/learning-rows.ts';
import { newId } from '../core/ids.ts';
import { chatTokens, startTokenCounter } from '../models/text/token-counter.ts';
import { createBuildDataset } from './build-dataset.ts';
import { createReadDataset } from './list-datasets.ts';

const Line = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });

describe.each(ENGINES)('the parts of a dataset (%s)', (engine) => {
  let desk: LearningDesk;
  let dataDir: string;
  beforeAll(async () => {
    desk = await openLearningDesk(engine);
  });
  afterAll(() => desk.stop());
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'teppan-parts-'));
    for (const table of ['training_data', 'datasets', 'drafts']) await desk.db.query(`DELETE FROM ai.${table}`);
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const build = () => createBuildDataset({ ...desk.deps, dataDir })({ id: newId(), createdBy: desk.adminId });
  const read = async (fileName: string) =>
    (await readFile(join(dataDir, 'training', fileName), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)).messages.map((message) => message.content));

  async function addExample(row: { question: string; answer?: string; conversationId?: string }): Promise<void> {
    await desk.db.query(
      `INSERT INTO ai.training_data (id, question, answer, source_type, status, human_verified, is_active, quality_score,
         source_conversation_id) VALUES ($1, $2, $3, 'feedback', 'approved', true, true, 0.9, $4)`,
      [newId(), row.question, row.answer ?? `About ${row.question}`, row.conversationId ?? null],
    );
  }

  /** What staff sent in place of a draft, in a conversation of its own. Returns the draft's id. */
  async function addPair(question: string, rejected: string, chosen: string, decidedAt = '2026-04-02T00:00:00Z') {
    const turn = await desk.addTurn({ question, answer: chosen, customerName: 'Mei Tran' });
    const id = newId();
    await desk.db.query(
      `INSERT INTO ai.drafts (id, conversation_id, question_message_id, sent_message_id, content, state, channel, origin,
         intent, after_seq, similarity, decided_at)
       VALUES ($1, $2, $3, $4, $5, 'edited', 'live_chat', 'copilot', 'menu', 1, 0.7, $6)`,
      [id, turn.conversationId, turn.questionId, turn.answerId, rejected, decidedAt],
    );
    return { id, conversationId: turn.conversationId };
  }

  it('keeps what staff sent in place of drafts as a part of the version, which nothing changes afterwards', async () => {
    await addExample({ question: 'What about the grill?' });
    const first = await addPair('What about rain, Mei Tran asks?', 'We come.', 'We come, Mei Tran, with a roof.');
    await addPair('ok thanks', 'Sure.', 'You are welcome.');
    await addPair('What about tofu?', 'Yes', 'yes!');
    const dataset = await build();
    expect(dataset).toMatchObject({ preferenceCount: 1 });
    const path = join(dataDir, 'training', 'mhc_support_v1.preferences.jsonl');
    const file = await readFile(path, 'utf8');
    expect(JSON.parse(file)).toMatchObject({
      input: { messages: [{ role: 'system' }, { role: 'user', content: 'What about rain, [NAME_1] asks?' }] },
      preferred_completion: [{ content: 'We come, [NAME_1], with a roof.' }],
      non_preferred_completion: [{ content: 'We come.' }],
    });
    expect(dataset.manifest).toMatchObject({
      preferences: { exported: 1, leftOut: { nothing_asked: 1, same_without_personal_data: 1 } },
      files: { preferences: { sha256: createHash('sha256').update(file).digest('hex'), bytes: file.length } },
    });
    const named = await desk.db.query('SELECT draft_ids FROM ai.dataset_preferences WHERE dataset_id = $1', [
      dataset.id,
    ]);
    expect(named.rows).toEqual([{ draft_ids: [first.id] }]);
    await addPair('What about parking?', 'No.', 'Yes, in the yard.');
    expect((await build()).preferenceCount).toBe(2);
    expect(await readFile(path, 'utf8')).toBe(file);
    const read = createReadDataset({ ...desk.deps, dataDir });
    expect(await read({ id: dataset.id, format: 'preferences' })).toEqual({
      fileName: 'mhc_support_v1.preferences.jsonl',
      content: file,
    });
  });

  it('gives nobody a pair to train on that asks what is held back', async () => {
    const words = ['grill', 'propane', 'tables', 'forks', 'plates', 'tip', 'rain', 'eggs', 'noodles', 'shrimp'];
    for (const word of words) {
      const { conversationId } = await addPair(`What about the ${word}?`, 'No.', `Yes, the ${word} too.`);
      await addExample({ question: `Is ${word} there?`, conversationId });
    }
    const dataset = await build();
    expect(dataset).toMatchObject({ validationCount: 1, preferenceCount: words.length - 1 });
    const [held] = await read('mhc_support_v1.validation.jsonl');
    const word = words.find((one) => held?.[1]?.includes(one)) ?? 'none';
    const pairs = await readFile(join(dataDir, 'training', 'mhc_support_v1.preferences.jsonl'), 'utf8');
    expect(pairs).not.toContain(word);
    expect(dataset.manifest).toMatchObject({ preferences: { leftOut: { asks_what_is_held_back: 1 } } });
  });

  it('writes the training lines as a table that reads back, and counts what training on them takes', async () => {
    for (const [n, answer] of ['"Yes", he said.', 'Line one\nline two,\r\nthree', '=1+1', "It's 30 %; fine"].entries())
      await addExample({ question: `What about thing${n}?`, answer });
    const dataset = await build();
    const csv = await readFile(join(dataDir, 'training', 'mhc_support_v1.csv'), 'utf8');
    const rows = parse(csv, { columns: true });
    expect(rows).toHaveLength(4);
    expect(rows).toContainEqual({ question: 'What about thing2?', answer: "'=1+1" });
    const lines = await read('mhc_support_v1.jsonl');
    const counter = startTokenCounter();
    const counts = await Promise.all(lines.map(async (contents) => chatTokens(await counter.count(contents), 3)));
    await counter.stop();
    const tokens = counts.reduce((sum, count) => sum + count, 0);
    expect(dataset.manifest).toMatchObject({
      tokens: { train: tokens, validation: 0, preferences: 0, method: expect.stringContaining('o200k_base') },
      cost: { baseModel: 'gpt-4o-mini-2024-07-18', epochs: 3, microUsd: tokens * 9 },
      files: { csv: { rowsReadBack: 4, sha256: createHash('sha256').update(csv).digest('hex') } },
    });
  });
});
