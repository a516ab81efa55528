import { afterEach, expect, it } from 'vitest';
import { type LearningDesk, openLearningDesk } from '../../../tests/support/learning-rows.ts';
import { createCheckGaps } from './check-gaps.ts';
import { insertGap, markArranged } from './gap.store.ts';
import { insertGapQuestion, putIntoGap } from './gap-question.store.ts';
import { createJoinGaps } from './join-gaps.ts';
import { listGaps } from './list-gaps.ts';
import { createSortQuestions } from './sort-questions.ts';

let desk: LearningDesk;
afterEach(() => desk.stop());

const NOW = new Date('2026-05-01T12:00:00Z');

/** Every text has the same direction or another one, by its first word. */
const embedderOf = (model: string) => ({
  model,
  embed: async (texts: readonly string[]) =>
    texts.map((text) => {
      const vector = new Array<number>(1536).fill(0);
      vector[(text.charCodeAt(0) % 100) + (model === 'new' ? 200 : 0)] = 1;
      return vector;
    }),
});

function sorter(model = 'old') {
  return createSortQuestions({
    ...desk.deps,
    activeEmbedder: async () => embedderOf(model),
    readTermRarity: async () => () => 1,
  });
}

async function ask(question: string): Promise<void> {
  const { conversationId, questionId } = await desk.addTurn({ question, answer: 'I do not know.' });
  await insertGapQuestion(desk.db, {
    messageId: questionId,
    conversationId,
    text: question,
    outcome: 'declined',
    at: new Date('2026-05-01T10:00:00Z'),
  });
}

const gaps = async () =>
  (await listGaps(desk.db, { status: 'open', sort: 'count', limit: 10 }, NOW)).items.map(
    ({ title, questionCount }) => `${questionCount} ${title}`,
  );

it('puts each question into one gap once, however many sort at the same time', async () => {
  desk = await openLearningDesk();
  for (const question of ['boats at the dock', 'boats at a dock', 'gift cards', 'gift cards please'])
    await ask(question);
  await Promise.all([sorter()(), sorter()(), sorter()()]);
  await sorter()();
  expect((await gaps()).map((gap) => gap.slice(0, 6)).sort()).toEqual(['2 boat', '2 gift']);
});

it('embeds all questions anew after the model has changed, and still finds their gap', async () => {
  desk = await openLearningDesk();
  await ask('gift cards');
  await sorter('old')();
  await ask('gift cards please');
  await sorter('new')();
  expect(await gaps()).toEqual(['2 gift cards']);
  const { rows } = await desk.db.query('SELECT DISTINCT embedding_model AS model FROM ai.kb_gap_questions');
  expect(rows).toEqual([{ model: 'new' }]);
});

it('joins gaps that are about the same, the smaller into the larger, unless a person arranged one', async () => {
  desk = await openLearningDesk();
  const join = createJoinGaps({
    ...desk.deps,
    activeEmbedder: async () => embedderOf('old'),
    readTermRarity: async () => () => 1,
  });
  for (const question of ['gift cards', 'gift cards please', 'gift cards now', 'boats at the dock'])
    await ask(question);
  await sorter()();
  const apart = desk.deps.newId();
  await insertGap(desk.db, { id: apart, title: 'gift cards now', at: NOW });
  const { rows } = await desk.db.query(
    "SELECT message_id AS id FROM ai.kb_gap_questions WHERE text = 'gift cards now'",
  );
  await putIntoGap(
    desk.db,
    rows.map(({ id }) => String(id)),
    apart,
  );
  await markArranged(desk.db, [apart]);
  expect(await join()).toBe(0);
  await desk.db.query('UPDATE ai.kb_gaps SET is_arranged = false');
  expect(await join()).toBe(1);
  expect((await gaps()).map((gap) => gap.slice(0, 6))).toEqual(['3 gift', '1 boat']);
  expect(await join()).toBe(0);
});

it('closes a gap when all its questions are answered from an article that changed since', async () => {
  desk = await openLearningDesk();
  await ask('gift cards');
  await sorter()();
  const articleId = desk.deps.newId();
  const check = (answered: boolean) =>
    createCheckGaps({
      ...desk.deps,
      search: async () => [{ ...HIT, articleId }],
      findAnswer: async () => (answered ? HIT.chunkId : undefined),
    })();
  const write = (at: string) =>
    desk.db.query(
      `INSERT INTO ai.kb_articles (id, code, title, body_markdown, category, updated_at)
       VALUES ($1, 'KB-001', 'Gift cards', 'Yes.', 'faq', $2) ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at`,
      [articleId, at],
    );

  await write('2026-05-01T09:00:00Z');
  expect(await check(true)).toBe(0);
  await write('2026-05-01T11:00:00Z');
  expect([await check(false), await check(false)]).toEqual([1, 0]);
  await write('2026-05-01T11:30:00Z');
  await check(true);
  const [gap] = (await listGaps(desk.db, { status: 'answered', sort: 'newest', limit: 10 }, NOW)).items;
  expect(gap).toMatchObject({ article: { code: 'KB-001' }, statusBy: null, note: 'Its questions are answered now.' });
});

const HIT = {
  chunkId: '00000000-0000-4000-8000-000000000001',
  code: 'KB-001',
  title: 'Gift cards',
  text: 'Yes.',
  category: 'faq',
  isLearned: false,
  exampleId: null,
  questions: [],
  learnedQuestions: [],
  similarity: 1,
  writtenSimilarity: 1,
  textScore: 1,
  textShare: 1,
  score: 1,
};
