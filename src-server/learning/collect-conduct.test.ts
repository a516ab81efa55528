import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createHeldTimers } from '../../tests/support/held-timers.ts';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../tests/support/learning-rows.ts';
import { createPromptEmbedder } from '../models/prompt-embedder.ts';
import { createCollectConduct } from './collect-conduct.ts';

describe('who asks the same again', () => {
  describe.each(ENGINES)('on the %s database', (engine) => {
    let desk: LearningDesk;
    beforeAll(async () => {
      desk = await openLearningDesk(engine);
    }, 120_000);
    afterAll(() => desk.stop());

    const say = (conversationId: string, text: string) =>
      desk.db.query(
        `INSERT INTO ai.messages (id, conversation_id, role, content) VALUES (gen_random_uuid(), $1, 'user', $2)`,
        [conversationId, text],
      );
    const endAt = (conversationId: string, time: string) =>
      desk.db.query('UPDATE ai.messages SET created_at = $2 WHERE conversation_id = $1', [
        conversationId,
        `2026-05-01T${time}Z`,
      ]);
    async function signalsOf(conversationId: string) {
      const { rows } = await desk.db.query(
        'SELECT message_id, signal FROM ai.conduct_signals WHERE conversation_id = $1',
        [conversationId],
      );
      return rows;
    }

    it('counts it for the answer to that question, with other questions in between, also where a person was called', async () => {
      const first = await desk.addTurn({ question: 'marquees: do you rent one?', answer: 'We do.' });
      const { conversationId } = first;
      const between = await desk.addTurn({ conversationId, question: 'heaters: are they extra?', answer: 'They are.' });
      await say(conversationId, 'marquees: so is there one for us?');
      await desk.db.query(
        `INSERT INTO support.escalations (id, conversation_id, reason, priority, due_at)
         VALUES (gen_random_uuid(), $1, 'repeated_failure', 'normal', now())`,
        [conversationId],
      );
      await endAt(conversationId, '09:55:00');
      await createCollectConduct(desk.deps)();
      const rows = await signalsOf(conversationId);
      expect(rows).toEqual([{ message_id: first.answerId, signal: 'asked_again' }]);
      expect(rows[0]?.message_id).not.toBe(between.answerId);
    });

    it('waits once a run for a model that does not answer, and compares by words then', async () => {
      const { conversationId, answerId } = await desk.addTurn({
        question: 'candles: do you bring any?',
        answer: 'Yes.',
      });
      for (const text of ['And napkins?', 'And plates?', 'candles: I asked for them']) await say(conversationId, text);
      await endAt(conversationId, '09:56:00');
      const embed = vi.fn(() => Promise.reject(new Error('There is no answer.')));
      const dead = createPromptEmbedder({ model: 'dead', embed }, { timer: createHeldTimers(), nowMs: () => 0 });
      await createCollectConduct({
        ...desk.deps,
        asksTheSame: async (question, before, call) => {
          await dead.embed([question, ...before], call).catch(() => undefined);
          return desk.deps.asksTheSame(question, before);
        },
      })();
      expect(embed).toHaveBeenCalledTimes(1);
      expect(await signalsOf(conversationId)).toEqual([{ message_id: answerId, signal: 'asked_again' }]);
    });
  });
});
