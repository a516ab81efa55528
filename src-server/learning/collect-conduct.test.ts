import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../tests/support/learning-rows.ts';
import { createCollectConduct } from './collect-conduct.ts';

describe('who asks the same again', () => {
  describe.each(ENGINES)('on the %s database', (engine) => {
    let desk: LearningDesk;
    beforeAll(async () => {
      desk = await openLearningDesk(engine);
    }, 120_000);
    afterAll(() => desk.stop());

    it('counts it for the answer to that question, with other questions in between, also where a person was called', async () => {
      const first = await desk.addTurn({ question: 'marquees: do you rent one?', answer: 'We do.' });
      const { conversationId } = first;
      const between = await desk.addTurn({ conversationId, question: 'heaters: are they extra?', answer: 'They are.' });
      await desk.db.query(
        `INSERT INTO ai.messages (id, conversation_id, role, content) VALUES (gen_random_uuid(), $1, 'user', $2)`,
        [conversationId, 'marquees: so is there one for us?'],
      );
      await desk.db.query(
        `INSERT INTO support.escalations (id, conversation_id, reason, priority, due_at)
         VALUES (gen_random_uuid(), $1, 'repeated_failure', 'normal', now())`,
        [conversationId],
      );
      await desk.db.query(`UPDATE ai.messages SET created_at = '2026-05-01T09:55:00Z' WHERE conversation_id = $1`, [
        conversationId,
      ]);
      await createCollectConduct(desk.deps)();
      const { rows } = await desk.db.query(
        'SELECT message_id, signal FROM ai.conduct_signals WHERE conversation_id = $1',
        [conversationId],
      );
      expect(rows).toEqual([{ message_id: first.answerId, signal: 'asked_again' }]);
      expect(rows[0]?.message_id).not.toBe(between.answerId);
    });
  });
});
