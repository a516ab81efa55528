import { z } from 'zod';
import { timestampColumn } from '../database/columns.ts';
import { type Queryable, selectAll } from '../database/database.ts';

/** After so many replies the talk has usually moved on to something else. */
const REPLIES_LOOKED_AT = 5;

const Reply = z.object({
  messageId: z.string(),
  conversationId: z.string(),
  questionMessageId: z.string(),
  text: z.string(),
  author: z.object({ id: z.string(), name: z.string() }),
  at: timestampColumn,
});

/** What people replied after these messages in their conversations, each reply with the latest of them before it. */
export function findStaffReplies(db: Queryable, messageIds: readonly string[]): Promise<z.infer<typeof Reply>[]> {
  return selectAll(
    db,
    Reply,
    `SELECT * FROM (
       SELECT DISTINCT ON (r.id) r.id AS "messageId", r.conversation_id AS "conversationId",
         q.id AS "questionMessageId", r.content AS text, r.created_at AS at,
         jsonb_build_object('id', u.id, 'name', u.name) AS author
       FROM ai.messages q
       JOIN LATERAL (
         SELECT id, conversation_id, content, author_id, created_at FROM ai.messages
         WHERE conversation_id = q.conversation_id AND role = 'assistant' AND author_id IS NOT NULL AND seq > q.seq
         ORDER BY seq LIMIT $2) AS r ON true
       JOIN identity.users u ON u.id = r.author_id
       WHERE q.id = ANY($1::uuid[])
       ORDER BY r.id, q.seq DESC) AS reply
     ORDER BY at, "messageId"`,
    [messageIds, REPLIES_LOOKED_AT],
  );
}
