import { z } from 'zod';
import { type Queryable, selectFirst } from '../database/database.ts';

const Row = z.object({ id: z.string() });

/**
 * The customer's latest message, where neither the AI nor a person has answered it since. An answer of the AI to an
 * earlier message, which was sent while this one came, is none to this one.
 */
export async function findUnansweredMessageId(db: Queryable, conversationId: string): Promise<string | undefined> {
  const row = await selectFirst(
    db,
    Row,
    `SELECT id FROM ai.messages m
     WHERE conversation_id = $1 AND role = 'user' AND NOT EXISTS (
       SELECT 1 FROM ai.messages later
         LEFT JOIN ai.traces t ON t.message_id = later.id
         LEFT JOIN ai.messages asked ON asked.id = t.question_message_id
       WHERE later.conversation_id = $1 AND later.role = 'assistant' AND later.seq > m.seq
         AND coalesce(asked.seq, later.seq) >= m.seq)
     ORDER BY seq DESC LIMIT 1`,
    [conversationId],
  );
  return row?.id;
}
