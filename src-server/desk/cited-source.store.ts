import { z } from 'zod';
import { type Queryable, selectOne } from '../database/database.ts';

const Row = z
  .object({ id: z.string(), code: z.string().nullable(), title: z.string(), text: z.string() })
  .transform((row) => ({ chunkId: row.id, code: row.code, title: row.title, text: row.text }));

/** A text that was cited in this very conversation: a customer sees nothing else of the knowledge base. */
export function getCitedSource(db: Queryable, conversationId: string, chunkId: string) {
  return selectOne(
    db,
    Row,
    'source in this conversation',
    `SELECT k.id, a.code, k.title, k.text FROM ai.kb_chunks k LEFT JOIN ai.kb_articles a ON a.id = k.article_id
     WHERE k.id = $2 AND EXISTS (
       SELECT 1 FROM ai.citations t JOIN ai.messages m ON m.id = t.message_id
       WHERE t.chunk_id = k.id AND m.conversation_id = $1)`,
    [conversationId, chunkId],
  );
}
