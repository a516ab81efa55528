import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addApproved } from '../../../tests/support/approved-examples.ts';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../../tests/support/learning-rows.ts';
import { createFixedClock } from '../../core/clock.ts';
import { newId } from '../../core/ids.ts';
import { createLog } from '../../core/log.ts';
import { vectorParameter } from '../../database/vector.ts';
import { createListExamples } from '../list-examples.ts';
import { createReviewExamples } from '../review-example.ts';
import type { AlikeDeps } from './alike-deps.ts';
import { createTendApproved } from './tend-approved.ts';

const QUESTION = 'parking in front of the house';
const KINDLY = 'Vans may park in front.';
const OTHERWISE = 'Vans never park in front.';

describe.each(ENGINES)('an approved example, on the %s database', (engine) => {
  let desk: LearningDesk;
  let articleId: string;
  let exampleId: string;
  let minute = 0;

  beforeAll(async () => {
    desk = await openLearningDesk(engine);
    articleId = newId();
    [exampleId = ''] = await addApproved(desk.db, desk.adminId, [[QUESTION, 'Yes, in front.', 'faq']]);
    const { embed } = await desk.deps.activeEmbedder();
    const vector = vectorParameter((await embed([QUESTION]))[0] ?? []);
    await desk.db.query(
      "UPDATE ai.training_data SET question_vector = $2::vector, embedding_model = 'words' WHERE id = $1",
      [exampleId, vector],
    );
    await desk.db.query(
      `INSERT INTO ai.kb_articles (id, code, title, body_markdown, category, updated_at)
       VALUES ($1, 'KB-900', 'Parking', '', 'faq', '2026-05-02T09:00:00Z')`,
      [articleId],
    );
    await desk.db.query(
      `INSERT INTO ai.kb_chunks (id, title, text, category, source_type, vector, article_id, embedding_model)
       VALUES ($1, 'Parking', '', 'faq', 'manual', $2::vector, $3, 'words')`,
      [newId(), vector, articleId],
    );
  }, 120_000);
  afterAll(() => desk.stop());

  /** The article is changed to this text; a text with "never" says otherwise than any example. */
  async function changeTo(text: string): Promise<number> {
    minute += 1;
    await desk.db.query('UPDATE ai.kb_articles SET body_markdown = $2, updated_at = $3 WHERE id = $1', [
      ...[articleId, text, new Date(Date.UTC(2026, 4, 2, 9, minute))],
    ]);
    return tend()();
  }
  const tend = () =>
    createTendApproved({
      ...desk.deps,
      clock: createFixedClock('2026-05-02T10:00:00Z'),
      log: createLog({ level: 'silent' }),
      readTermRarity: async () => () => 1,
      likelihoodOfSame: () => 0,
      findContradictions: (_, ownPassage, texts) =>
        texts.flatMap(({ text: otherPassage }, source) =>
          otherPassage.includes('never')
            ? [{ source, ownPassage, otherPassage, reason: 'One of them says never.' }]
            : [],
        ),
      async searchPassages() {
        const { rows } = await desk.db.query('SELECT body_markdown FROM ai.kb_articles WHERE id = $1', [articleId]);
        return [{ articleId, code: 'KB-900', title: 'Parking', text: String(rows[0]?.body_markdown) }];
      },
    } satisfies AlikeDeps);
  const looks = async () =>
    (await createListExamples(desk.deps)({ status: 'approved', secondLook: true, limit: 50 })).items;
  const review = () => createReviewExamples(desk.deps);

  it('is left alone while no article near it says otherwise, and is compared once for each change', async () => {
    expect(await changeTo(KINDLY)).toBe(1);
    expect(await tend()()).toBe(0);
    expect(await looks()).toEqual([]);
  });

  it('is put up for a second look with both passages when a changed article says otherwise, and stays in use', async () => {
    expect(await changeTo(OTHERWISE)).toBe(1);
    expect(await looks()).toMatchObject([
      {
        ...{ id: exampleId, status: 'approved', secondLook: { at: '2026-05-02T10:00:00.000Z', score: null } },
        conflicts: [{ against: { kind: 'article', code: 'KB-900' }, otherPassage: OTHERWISE }],
      },
    ]);
  });

  it('is not put up again for what a reviewer has seen, until that reads otherwise', async () => {
    await review().approve({ id: exampleId, reviewerId: desk.adminId, acceptsConflicts: true });
    expect(await looks()).toEqual([]);
    expect(await changeTo(OTHERWISE)).toBe(1);
    expect(await looks()).toEqual([]);
    await changeTo('Vans never ever park in front.');
    expect(await looks()).toHaveLength(1);
  });

  it('needs no look any more once the article agrees again', async () => {
    await changeTo(KINDLY);
    expect(await looks()).toEqual([]);
    const { rows } = await desk.db.query('SELECT FROM ai.example_conflicts WHERE example_id = $1', [exampleId]);
    expect(rows).toEqual([]);
  });

  it('waits for the vectors of a changed article, without which nothing is near to it', async () => {
    const embedAs = (model: string | null) =>
      desk.db.query('UPDATE ai.kb_chunks SET embedding_model = $2 WHERE article_id = $1', [articleId, model]);
    await embedAs(null);
    expect(await changeTo(OTHERWISE)).toBe(0);
    await embedAs('words');
    expect(await tend()()).toBe(1);
    expect(await looks()).toHaveLength(1);
  });
});
