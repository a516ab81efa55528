import { z } from 'zod';
import { type Queryable, selectFirst } from '../database/database.ts';

const Row = z.object({ id: z.string() });

/** The customer's latest message, where neither the AI nor a person has said anything since. */
export async function findUnansweredMessageId(db: Queryable, conversationId: string): Promise<string | undefined> {
  const row = await selectFirst(
    db,
    Row,
    `SELECT id FROM ai.messages m
     WHERE conversation_id = $1 AND role = 'user' AND NOT EXISTS (
       SELECT 1 FROM ai.messages later
       WHERE later.conversation_id = $1 AND later.role = 'assistant' AND later.seq > m.seq)
     ORDER BY seq DESC LIMIT 1`,
    [conversationId],
  );
  return row?.id;
}
