import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';

/** No conversation of people is longer; what a machine writes is cut off. */
const MOST_MESSAGES = 300;

const Row = z.object({ conversationId: z.string(), content: z.string() });

/** What was said in each of these conversations, in its order. */
export async function listConversationTexts(
  db: Queryable,
  conversationIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (conversationIds.length === 0) return new Map();
  const rows = await selectAll(
    db,
    Row,
    `SELECT conversation_id AS "conversationId", content FROM (
       SELECT conversation_id, content, seq, row_number() OVER (PARTITION BY conversation_id ORDER BY seq) AS nth
       FROM ai.messages WHERE conversation_id = ANY ($1::uuid[])) said
     WHERE nth <= ${MOST_MESSAGES} ORDER BY conversation_id, seq`,
    [conversationIds],
  );
  const texts = new Map<string, string[]>();
  for (const { conversationId, content } of rows) {
    const own = texts.get(conversationId) ?? [];
    own.push(content);
    texts.set(conversationId, own);
  }
  return texts;
}
