import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../tests/support/learning-rows.ts';
import { createEmbedExamples, createMarkExamplesUsed, findExamples } from './find-examples.ts';
import { createCountExamples, createListExamples } from './list-examples.ts';
import { createRecordFeedback } from './record-feedback.ts';
import { listReviews } from './review.store.ts';
import { createReviewExamples } from './review-example.ts';

describe.each(ENGINES)('on the %s database', (engine) => {
  let desk: LearningDesk;
  beforeAll(async () => {
    desk = await openLearningDesk(engine);
  });
  afterAll(() => desk.stop());

  const by = (id: string) => ({ id, reviewerId: desk.adminId });
  const review = () => createReviewExamples(desk.deps);

  async function candidate(question: string, answer: string): Promise<string> {
    const { answerId } = await desk.addTurn({ question, answer });
    const { exampleId } = await createRecordFeedback(desk.deps)({
      messageId: answerId,
      author: { kind: 'customer' },
      thumbs: 'up',
      stars: 5,
      helpful: true,
    });
    if (exampleId === undefined) throw new Error('The answer was not promoted.');
    return exampleId;
  }

  async function search(question: string, limit = 3) {
    const embedder = await desk.deps.activeEmbedder();
    const [vector = []] = await embedder.embed([question]);
    return findExamples(desk.db, { vector, model: embedder.model, limit });
  }

  describe('the training review', () => {
    it('uses an approved example in the very next search, and no other', async () => {
      const id = await candidate('Do you bring chairs and tables?', 'No, please have tables and chairs ready.');
      await candidate('Do you bring umbrellas?', 'No.');
      expect(await search('do you bring chairs')).toEqual([]);
      const approved = await review().approve(by(id));
      expect(approved).toMatchObject({ status: 'approved', reviewedBy: { id: desk.adminId, name: 'Ada' } });
      const [found, ...others] = await search('do you bring chairs and tables');
      expect(found).toMatchObject({ id, answer: 'No, please have tables and chairs ready.' });
      expect(found?.similarity).toBeGreaterThan(0.99);
      expect(others).toEqual([]);
    });

    it('approves with corrections, counts a rewritten answer as 1, and writes down before and after', async () => {
      const id = await candidate('How many guests fit?', 'Up to 20 guests.');
      const approved = await review().approve({ ...by(id), answer: 'Up to 20 guests a chef.', intent: 'booking' });
      expect(approved).toMatchObject({ answer: 'Up to 20 guests a chef.', intent: 'booking', qualityScore: 1 });
      expect(await listReviews(desk.db, id)).toMatchObject([
        {
          decision: 'approved',
          before: { answer: 'Up to 20 guests.', status: 'pending', qualityScore: 0.9 },
          after: { answer: 'Up to 20 guests a chef.', status: 'approved' },
        },
      ]);
    });

    it('approves once, however often it is asked', async () => {
      const id = await candidate('Is sake included?', 'No, sake is extra.');
      await review().approve(by(id));
      await review().approve(by(id));
      expect(await listReviews(desk.db, id)).toHaveLength(1);
    });

    it('stops using an example that is rejected or reopened, and gives back the words of before', async () => {
      const id = await candidate('Where do you park?', 'On the street.');
      await review().approve({ ...by(id), answer: 'In your driveway.' });
      expect(await review().reject({ ...by(id), reason: 'Wrong.' })).toMatchObject({ status: 'rejected' });
      expect(await search('where do you park')).not.toContainEqual(expect.objectContaining({ id }));
      expect(await review().reopen(by(id))).toMatchObject({ status: 'pending', answer: 'In your driveway.' });
      await review().approve(by(id));
      expect(await search('where do you park')).toContainEqual(expect.objectContaining({ id }));
      await review().reopen(by(id));
      expect(await search('where do you park')).not.toContainEqual(expect.objectContaining({ id }));
      expect((await listReviews(desk.db, id)).map((one) => one.decision)).toEqual([
        'reopened',
        'approved',
        'reopened',
        'rejected',
        'approved',
      ]);
    });

    it('finds an edited example under its new question at once', async () => {
      const id = await candidate('Any dessert?', 'No dessert.');
      await review().approve(by(id));
      await review().edit({ ...by(id), question: 'Will ice cream be served' });
      expect((await search('will ice cream be served', 1))[0]).toMatchObject({ id });
    });

    it('refuses the second of two decisions that were made on the same state', async () => {
      const id = await candidate('Do you do lunch?', 'Yes, from noon.');
      let arrive = () => {};
      const bothHere = new Promise<void>((resolve) => {
        let waiting = 2;
        arrive = () => {
          waiting -= 1;
          if (waiting === 0) resolve();
        };
      });
      const slow = createReviewExamples({
        ...desk.deps,
        activeEmbedder: async () => ({
          model: 'words',
          embed: async (texts) => {
            arrive();
            await bothHere;
            return (await desk.deps.activeEmbedder()).embed(texts);
          },
        }),
      });
      const outcomes = await Promise.allSettled([
        slow.approve(by(id)),
        slow.approve({ ...by(id), answer: 'Yes, from eleven.' }),
      ]);
      expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(outcomes.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'CONFLICT' });
    });

    it('decides nothing when the question cannot be embedded', async () => {
      const id = await candidate('Do you do brunch?', 'Yes.');
      const broken = createReviewExamples({
        ...desk.deps,
        activeEmbedder: async () => ({ model: 'words', embed: () => Promise.reject(new Error('no connection')) }),
      });
      await expect(broken.approve(by(id))).rejects.toThrow('no connection');
      expect((await desk.examples()).find((row) => row.id === id)).toMatchObject({ status: 'pending' });
    });

    it('refuses an example without an answer, and an unknown one', async () => {
      const id = await candidate('Do you cook vegan?', 'Yes, with tofu.');
      await expect(review().approve({ ...by(id), answer: '  ' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
      await expect(review().approve(by('00000000-0000-7000-8000-000000000000'))).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    });

    it('keeps answers with placeholders away from other customers', async () => {
      const id = await candidate('Who is my chef on Friday?', 'Your chef is here: [NAME_1].');
      await review().approve(by(id));
      expect(await search('who is my chef on friday')).not.toContainEqual(expect.objectContaining({ id }));
    });

    it('counts uses, and embeds what an adopted deployment or another model left without a vector', async () => {
      const id = await candidate('Do you need electricity?', 'No.');
      await review().approve(by(id));
      await desk.db.transaction((tx) => createMarkExamplesUsed(desk.deps)(tx, [id]));
      await desk.db.query(`UPDATE ai.training_data SET embedding_model = 'older' WHERE id = $1`, [id]);
      expect(await search('do you need electricity')).not.toContainEqual(expect.objectContaining({ id }));
      expect(await createEmbedExamples(desk.deps)()).toBe(1);
      expect(await search('do you need electricity')).toContainEqual(expect.objectContaining({ id }));
      const used = await desk.db.query('SELECT usage_count, last_used_at FROM ai.training_data WHERE id = $1', [id]);
      expect(used.rows[0]).toEqual({ usage_count: 1, last_used_at: desk.deps.clock.now() });
    });

    it('pages the queue without losing or repeating a row, and counts each status', async () => {
      const list = createListExamples(desk.deps);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ status: 'approved', limit: 2, cursor });
        seen.push(...page.items.map((one) => one.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      const all = (await desk.examples()).filter((row) => row.status === 'approved').map((row) => row.id);
      expect(seen).toEqual(all);
      expect((await createCountExamples(desk.deps)()).approved).toBe(all.length);
      await expect(list({ status: 'pending', limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
    });
  });
});
