import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../tests/support/learning-rows.ts';
import { newId } from '../core/ids.ts';
import { updateSuccessRates } from './success-rate.store.ts';

describe.each(ENGINES)('success on the %s engine', (engine) => {
  let desk: LearningDesk;
  let chunkId: string;

  beforeEach(async () => {
    desk = await openLearningDesk(engine);
    chunkId = newId();
    await desk.db.query("INSERT INTO ai.kb_chunks (id, title, text) VALUES ($1, 'Deposit', 'It is $100.')", [chunkId]);
  });
  afterEach(() => desk.stop());

  /** A conversation whose answer cites the chunk. */
  async function cite(): Promise<{ conversationId: string; answerId: string }> {
    const { conversationId, answerId } = await desk.addTurn({ question: 'q', answer: 'a' });
    await desk.db.query('INSERT INTO ai.citations (message_id, chunk_id, position) VALUES ($1, $2, 0)', [
      answerId,
      chunkId,
    ]);
    return { conversationId, answerId };
  }
  const setConversation = (id: string, change: string) =>
    desk.db.query(`UPDATE ai.conversations SET ${change} WHERE id = $1`, [id]);
  const close = (id: string) => setConversation(id, "status = 'closed'");
  const rate = (of: { conversationId: string; answerId: string }, kind: 'customer' | 'staff', marks: string) =>
    desk.db.query(
      `INSERT INTO ai.feedback (id, message_id, conversation_id, author_kind, quality_score, thumbs, stars, accurate)
       SELECT $1, $2, $3, $4, 0.5, (m ->> 'thumbs'), (m ->> 'stars')::smallint, (m ->> 'accurate')::boolean
       FROM (SELECT $5::jsonb AS m) AS given`,
      [newId(), of.answerId, of.conversationId, kind, marks],
    );
  async function success(): Promise<unknown> {
    await updateSuccessRates(desk.db);
    const { rows } = await desk.db.query('SELECT success_rate, outcome_count FROM ai.kb_chunks');
    return [rows[0]?.success_rate, rows[0]?.outcome_count];
  }

  it('is a conversation that ended without a person, and not known before it ends', async () => {
    const { conversationId } = await cite();
    expect(await success()).toEqual([null, 0]);
    await close(conversationId);
    expect(await success()).toEqual([1, 1]);
  });

  it('is taken back when the conversation goes on, or is gone', async () => {
    const { conversationId } = await cite();
    await close(conversationId);
    await success();
    await setConversation(conversationId, "status = 'active'");
    expect(await success()).toEqual([null, 0]);
    await close(conversationId);
    await success();
    await desk.db.query('DELETE FROM ai.conversations WHERE id = $1', [conversationId]);
    expect(await success()).toEqual([null, 0]);
  });

  it('is denied once a person was needed, also when the AI got the conversation back and closed it', async () => {
    const { conversationId } = await cite();
    await desk.db.query(
      "INSERT INTO support.escalations (id, conversation_id, reason, status) VALUES ($1, $2, 'complaint', 'handed_back')",
      [newId(), conversationId],
    );
    await close(conversationId);
    expect(await success()).toEqual([0, 1]);
  });

  it('is denied where staff wrote to the customer', async () => {
    const { conversationId } = await cite();
    await desk.db.query(
      "INSERT INTO ai.messages (id, conversation_id, role, content, author_id) VALUES ($1, $2, 'assistant', 'Hi', $3)",
      [newId(), conversationId, desk.adminId],
    );
    await close(conversationId);
    expect(await success()).toEqual([0, 1]);
  });

  it.each([
    ['a thumb up, though a person was needed later', [['customer', { thumbs: 'up' }]], 1],
    ['five stars', [['customer', { stars: 5 }]], 1],
    ['three stars', [['customer', { stars: 3 }]], 0],
    [
      'a thumb up by staff that the customer contradicts',
      [
        ['staff', { thumbs: 'up' }],
        ['customer', { stars: 1 }],
      ],
      0,
    ],
    [
      'a thumb up for an answer that staff call wrong',
      [
        ['customer', { thumbs: 'up' }],
        ['staff', { accurate: false }],
      ],
      0,
    ],
  ] as const)('goes by the rating of the message: %s', async (_, marks, expected) => {
    const cited = await cite();
    await setConversation(cited.conversationId, "status = 'escalated', escalated_at = now()");
    for (const [kind, given] of marks) await rate(cited, kind, JSON.stringify(given));
    expect(await success()).toEqual([expected, 1]);
  });

  it('follows a rating that changes', async () => {
    const cited = await cite();
    await close(cited.conversationId);
    await rate(cited, 'customer', JSON.stringify({ thumbs: 'up' }));
    expect(await success()).toEqual([1, 1]);
    await desk.db.query("UPDATE ai.feedback SET thumbs = 'down'");
    expect(await success()).toEqual([0, 1]);
  });

  it('is denied where the customer rated the whole conversation badly', async () => {
    const { conversationId } = await cite();
    await close(conversationId);
    await desk.db.query('INSERT INTO ai.conversation_analytics (conversation_id, satisfaction_rating) VALUES ($1, 1)', [
      conversationId,
    ]);
    expect(await success()).toEqual([0, 1]);
  });

  it('counts neither samples nor what never reached the customer', async () => {
    const sample = await cite();
    await setConversation(sample.conversationId, "status = 'closed', is_sample = true");
    const unsent = await cite();
    await close(unsent.conversationId);
    await desk.db.query("UPDATE ai.messages SET delivery = 'failed' WHERE id = $1", [unsent.answerId]);
    expect(await success()).toEqual([null, 0]);
  });

  it('keeps the rate that an adopted deployment had, until there are outcomes here', async () => {
    await desk.db.query('UPDATE ai.kb_chunks SET usage_count = 40, success_rate = 0.9');
    const [rateBefore, outcomes] = (await success()) as [number, number];
    expect([rateBefore.toFixed(2), outcomes]).toEqual(['0.90', 0]);
    const { conversationId } = await cite();
    await close(conversationId);
    expect(await success()).toEqual([1, 1]);
  });
});
