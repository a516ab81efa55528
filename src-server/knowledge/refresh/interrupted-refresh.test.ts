import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Cut, cutOffAfter } from '../../../tests/support/cut-off-database.ts';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../../tests/support/learning-rows.ts';
import { newId } from '../../core/ids.ts';
import { silentLog } from '../../core/log.ts';
import { holdApprovedExamples, listApprovedExamples } from '../../learning/approved-examples.store.ts';
import { createSaveArticle } from '../save-article.ts';
import { getRefresh, insertRefresh } from './refresh.store.ts';
import type { RefreshDeps } from './refresh-deps.ts';
import { createRunRefresh } from './run-refresh.ts';

// A refresh is run to its end once for every place at which it can be cut.
vi.setConfig({ testTimeout: 120_000 });

const ARTICLE = {
  code: 'KB-003',
  title: 'Travel Fee',
  bodyMarkdown: 'The first thirty miles are free. After that travel costs two dollars a mile, one way.',
  category: 'pricing' as const,
  tags: [],
  questions: [],
};
/** More than one page. */
const EXAMPLES = 40;

describe.each(ENGINES)('a refresh that is cut off on the %s engine', (engine) => {
  let desk: LearningDesk;
  let deps: RefreshDeps;
  let articleId: string;

  beforeEach(async () => {
    desk = await openLearningDesk(engine);
    deps = {
      ...desk.deps,
      log: silentLog,
      examples: { list: listApprovedExamples, hold: holdApprovedExamples },
      createPersonalDataCheck: async () => (text) => text.includes('@'),
    };
    articleId = (await createSaveArticle(deps).create(ARTICLE, desk.adminId)).id;
  });
  afterEach(() => desk.stop());

  /** Examples of every kind, something dead to retire, and nothing left of the refresh before. */
  async function prepare(): Promise<string> {
    await desk.db.query('DELETE FROM ai.kb_chunks WHERE is_learned');
    await desk.db.query("DELETE FROM ai.kb_questions WHERE source = 'learned'");
    await desk.db.query('DELETE FROM ai.training_data');
    for (let n = 0; n < EXAMPLES; n += 1)
      await desk.db.query(
        `INSERT INTO ai.training_data (id, question, answer, source_type, status, human_verified, is_active)
         VALUES ($1, $2, $3, 'human_curated', 'approved', true, true)`,
        [
          newId(),
          `Is drive number${n} extra?`,
          n % 9 === 0 ? ARTICLE.bodyMarkdown : n === 7 ? 'a@b.c' : `Answer ${n}.`,
        ],
      );
    await desk.db.query(
      "INSERT INTO ai.kb_chunks (id, title, text, is_learned, content_hash) VALUES ($1, 'Gone', 'Gone.', true, 'x')",
      [newId()],
    );
    const id = newId();
    await insertRefresh(desk.db, { id, reason: 'examples', requestedBy: null, at: deps.clock.now() });
    return id;
  }

  async function state(refreshId: string) {
    const chunks = await desk.db.query(
      `SELECT c.title, c.text, c.is_active, c.example_id IS NOT NULL AS linked, c.vector IS NOT NULL AS has_vector,
         (SELECT count(*)::int FROM ai.kb_terms t WHERE t.chunk_id = c.id) AS words
       FROM ai.kb_chunks c ORDER BY c.title, c.text`,
    );
    const ways = await desk.db.query('SELECT text, source FROM ai.kb_questions WHERE article_id = $1 ORDER BY text', [
      articleId,
    ]);
    const { status, report } = await getRefresh(desk.db, refreshId);
    const leftOut = report.leftOut.map(({ question, reason }) => ({ question, reason }));
    // How many were embedded before the cut is not counted twice, but may be missing.
    return { chunks: chunks.rows, ways: ways.rows, status, report: { ...report, leftOut, embedded: 0, indexed: 0 } };
  }

  it('ends as if it had not been, wherever it was cut', async () => {
    const whole = await prepare();
    await createRunRefresh(deps)(whole);
    const expected = await state(whole);
    expect(expected.report).toMatchObject({ examplesAdded: EXAMPLES - 1, leftOutCount: 1, examplesRetired: 1 });
    expect(expected.report.waysLearned).toBeGreaterThan(0);

    const cutAt: number[] = [];
    for (let statements = 0; ; statements += 7) {
      const id = await prepare();
      const cut = createRunRefresh({ ...deps, db: cutOffAfter(desk.db, statements) })(id);
      const error = await cut.then(
        () => undefined,
        (problem: unknown) => problem,
      );
      if (error === undefined) break;
      expect(error).toBeInstanceOf(Cut);
      cutAt.push(statements);
      await createRunRefresh(deps)(id);
      expect(await state(id)).toEqual(expected);
    }
    expect(cutAt.length).toBeGreaterThan(8);
  });
});
