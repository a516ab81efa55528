import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../../tests/support/learning-rows.ts';
import { createFixedClock } from '../../core/clock.ts';
import { createLog } from '../../core/log.ts';
import { createListExamples } from '../list-examples.ts';
import { createProposeStaffAnswer } from '../propose-example.ts';
import type { AlikeDeps } from './alike-deps.ts';
import { createTendCandidates } from './tend-candidates.ts';

describe.each(ENGINES)('what waits for review, on the %s database', (engine) => {
  let desk: LearningDesk;
  beforeAll(async () => {
    desk = await openLearningDesk(engine);
  });
  afterAll(() => desk.stop());

  /** Questions with the same first word ask the same; an answer with "never" contradicts everything. */
  const deps = (changes: Partial<AlikeDeps> = {}): AlikeDeps => ({
    ...desk.deps,
    clock: createFixedClock('2026-05-02T10:00:00Z'),
    log: createLog({ level: 'silent' }),
    readTermRarity: async () => () => 1,
    likelihoodOfSame: (one, other) => (one.split(' ')[0] === other.split(' ')[0] ? 0.9 : 0.1),
    findContradictions: (_, answer, texts) =>
      answer.includes('never')
        ? texts.map(({ text }, source) => ({ source, ownPassage: answer, otherPassage: text, reason: 'never' }))
        : [],
    searchPassages: async () => [],
    ...changes,
  });

  async function propose(question: string, answer: string) {
    const { conversationId, answerId } = await desk.addTurn({ question, answer: 'I do not know.' });
    const result = await desk.db.transaction((tx) =>
      createProposeStaffAnswer(desk.deps)(tx, {
        ...{ conversationId, question, answer, messageId: answerId, authorId: desk.adminId },
      }),
    );
    return result.outcome === 'low_value' ? undefined : result.exampleId;
  }

  const shown = async () => (await createListExamples(desk.deps)({ status: 'pending', limit: 50 })).items;
  const models = async () =>
    (await desk.db.query('SELECT embedding_model, count(*)::int AS n FROM ai.candidate_vectors GROUP BY 1 ORDER BY 1'))
      .rows;

  it('never holds what asks nothing, whoever answered it', async () => {
    for (const empty of ['ok thanks', 'Hi!', '👍', 'great, thank you so much']) {
      expect(await propose(empty, 'You are welcome, see you on Saturday.')).toBeUndefined();
    }
    expect(await shown()).toEqual([]);
  });

  it('is embedded and compared once, goes on where it was cut off, and anew after the model changed', async () => {
    const [a, b, c] = [
      await propose('parking in front', 'On the street.'),
      await propose('parking behind', 'never there'),
      await propose('umbrellas', 'Yes.'),
    ];
    const stopped = new AbortController();
    const cut = createTendCandidates(
      deps({
        searchPassages: async () => {
          stopped.abort();
          return [];
        },
      }),
    );
    await expect(cut(stopped.signal)).rejects.toThrow();
    expect(await models()).toEqual([{ embedding_model: 'words', n: 3 }]);

    // The one that was compared before it was cut off is not compared again.
    expect(await createTendCandidates(deps())()).toBe(2);
    expect(await createTendCandidates(deps())()).toBe(0);
    const examples = await shown();
    expect(examples.map(({ id }) => id)).toEqual([a, c]);
    expect(examples[0]).toMatchObject({
      alike: [{ id: b }],
      conflicts: [{ against: { kind: 'example', id: b }, ownPassage: 'On the street.', otherPassage: 'never there' }],
    });

    const { embed } = await desk.deps.activeEmbedder();
    const next = deps({ activeEmbedder: async () => ({ model: 'other words', embed }) });
    expect(await createTendCandidates(next)()).toBe(3);
    expect(await models()).toEqual([{ embedding_model: 'other words', n: 3 }]);
    expect((await shown()).map(({ id }) => id)).toEqual([a, c]);
  });

  it('waits again when the example that it was merged into is deleted', async () => {
    const [first, second] = [await propose('gravel drive', 'Yes.'), await propose('gravel road', 'Yes, too.')];
    await desk.db.query(`UPDATE ai.training_data SET status = 'merged', merged_into = $1 WHERE id = $2`, [
      first,
      second,
    ]);
    await desk.db.query('DELETE FROM ai.training_data WHERE id = $1', [first]);
    await createTendCandidates(deps())();
    expect((await shown()).map(({ id }) => id)).toContain(second);
  });
});
