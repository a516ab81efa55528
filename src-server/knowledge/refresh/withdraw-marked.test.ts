import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../../tests/support/learning-rows.ts';
import { APP_ROOT } from '../../core/app-root.ts';
import { newId } from '../../core/ids.ts';
import { silentLog } from '../../core/log.ts';
import { holdApprovedExamples, listApprovedExamples } from '../../learning/approved-examples.store.ts';
import { createReviewExamples } from '../../learning/review-example.ts';
import { createSearchKnowledge } from '../search-knowledge.ts';
import { insertRefresh } from './refresh.store.ts';
import { createRunRefresh } from './run-refresh.ts';

/** What a desk that is brought up to date runs once. */
const MIGRATION = join(APP_ROOT, 'migrations', '000088_withdraw-marked.sql');

describe.each(ENGINES)('what was marked before marks withheld anything, on the %s engine', (engine) => {
  let desk: LearningDesk;
  beforeEach(async () => {
    desk = await openLearningDesk(engine);
  });
  afterEach(() => desk.stop());

  async function approve(question: string, answer: string): Promise<string> {
    const id = newId();
    await desk.db.query(
      `INSERT INTO ai.training_data (id, question, answer, source_type, is_active) VALUES ($1, $2, $3, 'feedback', false)`,
      [id, question, answer],
    );
    await createReviewExamples(desk.deps).approve({ id, reviewerId: desk.adminId });
    return id;
  }

  async function refresh(): Promise<void> {
    const examples = { list: listApprovedExamples, hold: holdApprovedExamples };
    const id = newId();
    await insertRefresh(desk.db, { id, reason: 'person', requestedBy: desk.adminId, at: desk.deps.clock.now() });
    await createRunRefresh({
      ...desk.deps,
      ...{ log: silentLog, examples, createPersonalDataCheck: async () => () => false },
    })(id);
  }

  it('leaves the search with the migration, and nothing else does', async () => {
    const marked = await approve('Who sets up the lantern tables?', 'Ann does, an hour before.');
    await approve('Who is planning the picnic?', 'Our planning crew does.');
    await refresh();
    const search = createSearchKnowledge({ ...desk.deps, log: silentLog });
    const found = async () =>
      (await search({ query: 'lantern tables planning picnic', limit: 5 })).map(({ text }) => text);
    expect((await found()).sort()).toEqual(['Ann does, an hour before.', 'Our planning crew does.']);

    await desk.db.query(
      `INSERT INTO ai.pii_corrections (id, example_id, kind, text, type, created_by, created_at)
       VALUES ($1, $2, 'missed', 'ann', 'NAME', $3, now())`,
      [newId(), marked, desk.adminId],
    );
    expect(await found()).toHaveLength(2);
    const [, up = ''] = (await readFile(MIGRATION, 'utf8')).split('-- Up Migration');
    await desk.db.query(up);
    expect(await found()).toEqual(['Our planning crew does.']);
    await refresh();
    expect(await found()).toEqual(['Our planning crew does.']);
  });
});
