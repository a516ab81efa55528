import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../../tests/support/learning-rows.ts';
import { BUILT_IN_TUNING } from '../../contract/tuning.ts';
import { newId } from '../../core/ids.ts';
import { silentLog } from '../../core/log.ts';
import type { Transaction } from '../../database/database.ts';
import { holdApprovedExamples, listApprovedExamples } from '../../learning/approved-examples.store.ts';
import { createReviewExamples } from '../../learning/review-example.ts';
import { createProbeSearch } from '../probe-search.ts';
import { createSaveArticle } from '../save-article.ts';
import { createSearchKnowledge } from '../search-knowledge.ts';
import { readStatistics } from '../term-statistics.ts';
import { listRefreshes } from './list-refreshes.ts';
import { getRefresh, insertRefresh } from './refresh.store.ts';
import type { RefreshDeps } from './refresh-deps.ts';
import { createRequestRefresh, EXAMPLES_A_REFRESH } from './request-refresh.ts';
import { createRunRefresh } from './run-refresh.ts';

const TRAVEL = {
  code: 'KB-003',
  title: 'Travel Fee',
  bodyMarkdown: 'The first thirty miles are free. After that travel costs two dollars a mile, one way.',
  category: 'pricing' as const,
  tags: [],
  questions: ['How much is the travel fee?'],
};

describe.each(ENGINES)('the refresh on the %s engine', (engine) => {
  let desk: LearningDesk;
  let deps: RefreshDeps;
  let enqueued: string[];

  beforeEach(async () => {
    desk = await openLearningDesk(engine);
    enqueued = [];
    deps = {
      ...desk.deps,
      log: silentLog,
      examples: { list: listApprovedExamples, hold: holdApprovedExamples },
      createPersonalDataCheck: async () => (text) => text.includes('@'),
    };
  });
  afterEach(() => desk.stop());

  const requests = () =>
    createRequestRefresh({
      ...deps,
      enqueue: async (_tx: Transaction, id: string) => void enqueued.push(id),
    });
  const review = () => createReviewExamples({ ...desk.deps, followReview: requests().followReview });
  const reviewerId = () => desk.adminId;

  async function addExample(question: string, answer: string, messageId: string | null = null): Promise<string> {
    const id = newId();
    await desk.db.query(
      `INSERT INTO ai.training_data (id, question, answer, source_type, source_message_id, is_active)
       VALUES ($1, $2, $3, 'feedback', $4, false)`,
      [id, question, answer, messageId],
    );
    return id;
  }
  const approve = async (question: string, answer: string, messageId: string | null = null): Promise<string> => {
    const id = await addExample(question, answer, messageId);
    await review().approve({ id, reviewerId: reviewerId() });
    return id;
  };

  async function refresh(): Promise<Awaited<ReturnType<typeof getRefresh>>> {
    const id = newId();
    await insertRefresh(desk.db, { id, reason: 'person', requestedBy: desk.adminId, at: deps.clock.now() });
    await createRunRefresh(deps)(id);
    return getRefresh(desk.db, id);
  }

  const learned = async () =>
    (
      await desk.db.query(
        `SELECT title, text, example_id, source_type, is_active, vector IS NOT NULL AS has_vector,
           EXISTS (SELECT 1 FROM ai.kb_terms t WHERE t.chunk_id = c.id) AS has_words
         FROM ai.kb_chunks c WHERE is_learned ORDER BY title, text`,
      )
    ).rows;
  const ways = async () =>
    (await desk.db.query("SELECT text FROM ai.kb_questions WHERE source = 'learned' ORDER BY text")).rows.map(
      (row) => row.text,
    );

  it('makes approved answers passages that are found, and does nothing the second time', async () => {
    const id = await approve('Do you have vegan food?', 'Yes, tofu and vegetables for everybody who asks ahead.');
    expect((await refresh()).report).toMatchObject({ examplesAdded: 1, examplesRetired: 0, leftOut: [] });
    expect(await learned()).toEqual([
      {
        title: 'Do you have vegan food?',
        text: 'Yes, tofu and vegetables for everybody who asks ahead.',
        example_id: id,
        source_type: 'conversation',
        is_active: true,
        has_vector: true,
        has_words: true,
      },
    ]);
    const [hit] = await createSearchKnowledge(deps)({ query: 'vegan tofu', limit: 5 });
    expect(hit).toMatchObject({ exampleId: id, isLearned: true, code: null });

    const again = await refresh();
    expect(again).toMatchObject({ status: 'done', step: null, requestedBy: { name: 'Ada' } });
    expect(again.report).toMatchObject({ embedded: 0, examplesAdded: 0, examplesChanged: 0, waysLearned: 0 });
    expect(await learned()).toHaveLength(1);
  });

  it('follows an edited answer and keeps the old words for citations', async () => {
    const id = await approve('Do you have vegan food?', 'Yes, tofu.');
    await refresh();
    await review().edit({ id, reviewerId: reviewerId(), answer: 'Yes, tofu and mushrooms.' });
    expect((await learned()).filter((chunk) => chunk.is_active)).toEqual([]);
    expect((await refresh()).report).toMatchObject({ examplesChanged: 1, examplesAdded: 0 });
    expect((await learned()).map(({ text, is_active }) => [text, is_active])).toEqual([
      ['Yes, tofu and mushrooms.', true],
      ['Yes, tofu.', false],
    ]);
  });

  it('stops using a rejected answer at once, and takes it up again in its old words', async () => {
    const id = await approve('Do you have vegan food?', 'Yes, tofu.');
    await refresh();
    await review().reject({ id, reviewerId: reviewerId() });
    expect(await learned()).toMatchObject([{ is_active: false, has_words: false }]);
    expect(await createSearchKnowledge(deps)({ query: 'vegan tofu', limit: 5 })).toEqual([]);

    await review().approve({ id, reviewerId: reviewerId() });
    expect((await refresh()).report).toMatchObject({ examplesAdded: 1 });
    expect(await learned()).toMatchObject([{ is_active: true, has_words: true }]);
  });

  it('retires what was learned from an example that is gone or switched off behind its back', async () => {
    const gone = await approve('Do you have vegan food?', 'Yes, tofu.');
    const off = await approve('Is there parking nearby?', 'Yes, two spaces at the back.');
    await refresh();
    await desk.db.query('DELETE FROM ai.training_data WHERE id = $1', [gone]);
    await desk.db.query('UPDATE ai.training_data SET is_active = false WHERE id = $1', [off]);
    expect((await refresh()).report).toMatchObject({ examplesRetired: 2 });
    expect((await learned()).map((chunk) => chunk.is_active)).toEqual([false, false]);
  });

  it('leaves a passage of an adopted deployment alone, which has neither article nor example', async () => {
    await desk.db.query(
      "INSERT INTO ai.kb_chunks (id, title, text, source_type) VALUES ($1, 'Old', 'From before.', 'conversation')",
      [newId()],
    );
    expect((await refresh()).report).toMatchObject({ embedded: 1, indexed: 1, examplesRetired: 0 });
    expect((await desk.db.query('SELECT is_active FROM ai.kb_chunks')).rows).toEqual([{ is_active: true }]);
  });

  it('leaves out what was written for one customer, and says why', async () => {
    await approve('When does my party begin?', 'It begins at six, [NAME_1].');
    await approve('Where do I write to?', 'Write to ana@example.com.');
    const { report } = await refresh();
    expect(report.leftOutCount).toBe(2);
    expect(report.leftOut.map((one) => one.reason).sort()).toEqual([
      expect.stringContaining('personal data. Edit'),
      expect.stringContaining('placeholder'),
    ]);
    expect(await learned()).toEqual([]);
  });

  it('retires passages of archived articles and clears away words that nothing is found by', async () => {
    const save = createSaveArticle({ ...deps });
    const article = await save.create(TRAVEL, desk.adminId);
    await desk.db.query("UPDATE ai.kb_articles SET status = 'archived' WHERE id = $1", [article.id]);
    const { report } = await refresh();
    expect(report.chunksRetired).toBe(1);
    expect((await desk.db.query('SELECT 1 FROM ai.kb_terms')).rowCount).toBe(0);
    expect(report.indexCheck).toMatchObject([{ recall: 1, rebuilt: false }, { recall: 1 }]);
  });

  describe('ways to ask', () => {
    let articleId: string;
    beforeEach(async () => {
      articleId = (await createSaveArticle(deps).create(TRAVEL, desk.adminId)).id;
    });

    async function answerCiting(text: string): Promise<string> {
      const { answerId } = await desk.addTurn({ question: 'x', answer: text });
      await desk.db.query(
        `INSERT INTO ai.citations (message_id, chunk_id, position)
         SELECT $1, id, 0 FROM ai.kb_chunks WHERE article_id = $2`,
        [answerId, articleId],
      );
      return answerId;
    }

    it('are learned from an answer that cited one article, and go with their example', async () => {
      const answer = 'Thirty miles cost nothing, then it is two dollars for each mile.';
      const id = await approve('Is a long drive extra?', answer, await answerCiting(answer));
      expect((await refresh()).report).toMatchObject({ waysLearned: 1 });
      expect(await ways()).toEqual(['Is a long drive extra?']);
      const hits = await createSearchKnowledge(deps)({ query: 'long drive extra', limit: 5 });
      expect(hits.find((hit) => hit.code === 'KB-003')?.textScore).toBeGreaterThan(0);

      await review().reject({ id, reviewerId: reviewerId() });
      expect(await ways()).toEqual([]);
      const after = await createSearchKnowledge(deps)({ query: 'long drive extra', limit: 5 });
      expect(after.find((hit) => hit.code === 'KB-003')?.textScore ?? 0).toBe(0);
    });

    it('are not learned from a cited answer that a reviewer replaced', async () => {
      const messageId = await answerCiting('Travel is always free.');
      await approve('Is a long drive extra?', 'Please ask us, that depends on the season.', messageId);
      expect((await refresh()).report).toMatchObject({ waysLearned: 0 });
    });

    it('are learned from an answer that repeats an article, which is then found only once', async () => {
      await approve('Is a long drive extra?', TRAVEL.bodyMarkdown);
      expect((await refresh()).report).toMatchObject({ examplesAdded: 1, waysLearned: 1 });
      const hits = await createSearchKnowledge(deps)({ query: 'Is a long drive extra?', limit: 5 });
      expect(hits.map((hit) => hit.code)).toEqual(['KB-003']);
      expect(hits[0]?.learnedQuestions).toEqual(['Is a long drive extra?']);
    });

    it('are what their article is found by, in the place of the approved answer, as long as they stand', async () => {
      const answer = 'Thirty miles cost nothing, then it is two dollars for each mile.';
      const question = 'Is a long drive extra?';
      const id = await approve(question, answer, await answerCiting(answer));
      await refresh();
      const search = createSearchKnowledge(deps);
      expect((await search({ query: question, limit: 5 })).map((hit) => hit.code)).toEqual(['KB-003']);

      const withoutIt = await createProbeSearch(deps, readStatistics(desk.db))(question, id);
      const [probed] = withoutIt.hits(undefined, 5);
      expect(probed).toMatchObject({ code: 'KB-003', textScore: 0, learnedQuestions: [] });
      expect(withoutIt.rank(BUILT_IN_TUNING.retrieval)).toEqual([probed?.chunkId]);
      // It was only looked past.
      const [hit] = await search({ query: question, limit: 5 });
      expect(hit?.learnedQuestions).toEqual([question]);
      expect(hit?.similarity).toBeGreaterThan((probed?.similarity ?? 1) + 0.1);

      // Without the way to ask, the answer is found by itself.
      await desk.db.query('DELETE FROM ai.kb_questions WHERE example_id = $1', [id]);
      expect((await search({ query: question, limit: 5 }))[0]).toMatchObject({ exampleId: id });
    });

    it('are not learned when one that is there asks alike, and a written one takes the place of a learned one', async () => {
      await approve('How much is the travel fee, please?', TRAVEL.bodyMarkdown);
      expect((await refresh()).report).toMatchObject({ waysLearned: 0 });

      const id = await approve('Is a long drive extra?', TRAVEL.bodyMarkdown);
      await refresh();
      await createSaveArticle(deps).update(
        { ...TRAVEL, questions: ['Is a long drive extra?'], id: articleId, expectedVersion: 1 },
        desk.adminId,
      );
      await review().reject({ id, reviewerId: reviewerId() });
      const rows = await desk.db.query("SELECT text, source FROM ai.kb_questions WHERE source <> 'title'");
      expect(rows.rows).toEqual([{ text: 'Is a long drive extra?', source: 'written' }]);
    });
  });

  describe('begins', () => {
    it('once for every fifty examples, whoever approves them at the same time', async () => {
      const ids = await Promise.all(
        Array.from({ length: 2 * EXAMPLES_A_REFRESH + 3 }, (_, n) => addExample(`Question ${n}`, `Answer ${n}`)),
      );
      const reviewers = [review(), review(), review()];
      const shares = reviewers.map((one, nth) =>
        Promise.all(ids.filter((_, n) => n % 3 === nth).map((id) => one.approve({ id, reviewerId: reviewerId() }))),
      );
      await Promise.all(shares);
      expect(enqueued).toHaveLength(2);
      const { items } = await listRefreshes(desk.db, { limit: 10 });
      expect(items.map((item) => [item.reason, item.status])).toEqual([
        ['examples', 'waiting'],
        ['examples', 'waiting'],
      ]);
      expect((await desk.db.query('SELECT 1 FROM ai.kb_newly_approved')).rowCount).toBe(3);
    });

    it('not because one example is approved again and again', async () => {
      const id = await addExample('Question', 'Answer');
      for (let n = 0; n < EXAMPLES_A_REFRESH; n += 1) {
        await review().approve({ id, reviewerId: reviewerId() });
        await review().reopen({ id, reviewerId: reviewerId() });
      }
      expect(enqueued).toEqual([]);
      expect((await desk.db.query('SELECT 1 FROM ai.kb_newly_approved')).rowCount).toBe(0);
    });

    it('when somebody asks, unless one waits already; the count starts anew', async () => {
      await approve('Question', 'Answer');
      const first = await requests().now(desk.adminId);
      const second = await requests().now(desk.adminId);
      expect(second.id).toBe(first.id);
      expect(enqueued).toEqual([first.id]);
      expect((await desk.db.query('SELECT 1 FROM ai.kb_newly_approved')).rowCount).toBe(0);
      await createRunRefresh(deps)(first.id);
      expect((await requests().now(desk.adminId)).id).not.toBe(first.id);
    });
  });
});
