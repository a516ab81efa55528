import type { Queryable } from '../../src-server/database/database.ts';

/** Conversations of one side that are over, so many of them resolved by the AI. */
export async function addOutcomes(
  db: Queryable,
  at: Date,
  { versionId, conversations, resolved }: { versionId: string | null; conversations: number; resolved: number },
): Promise<void> {
  await db.query(
    `WITH made AS (
       INSERT INTO ai.conversations (id, channel, user_id, thread_id, created_at, closed_at, escalated_at)
       SELECT gen_random_uuid(), 'live_chat', 'guest', gen_random_uuid()::text, $4, $4,
         CASE WHEN n > $3::int THEN $4::timestamptz END FROM generate_series(1, $2::int) n RETURNING id
     ), asked AS (
       INSERT INTO ai.messages (id, conversation_id, role, content) SELECT gen_random_uuid(), id, 'user', 'Hello?' FROM made
       RETURNING id, conversation_id
     )
     INSERT INTO ai.traces (id, conversation_id, question_message_id, outcome, agent, intent, intent_score, model,
       prompt_version, duration_ms, confidence, model_version_id)
     SELECT gen_random_uuid(), conversation_id, id, 'answered', 'knowledge', 'faq', 1, 'offline', '1', 1, 0.8, $1::uuid FROM asked`,
    [versionId, conversations, resolved, at],
  );
}
