import { z } from 'zod';
import { countColumn, timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll } from '../../database/database.ts';
import type { ThreadMessage } from './thread.ts';

const Row = z
  .object({
    id: z.string(),
    seq: countColumn,
    role: z.enum(['user', 'assistant', 'system']),
    author: z.string().nullable(),
    is_staff: z.boolean(),
    text: z.string(),
    kind: z.string().nullable(),
    intent: z.string().nullable(),
    citations: z.array(z.object({ code: z.string().nullable() })).catch([]),
    at: timestampColumn,
  })
  .transform(
    ({ role, is_staff, citations, ...row }): ThreadMessage => ({
      ...row,
      from: role === 'user' ? 'customer' : role === 'system' ? 'desk' : is_staff ? 'staff' : 'ai',
      codes: citations.flatMap(({ code }) => code ?? []),
    }),
  );

/** The newest messages of a conversation in the order of time. */
export async function readThread(db: Queryable, conversationId: string, limit: number): Promise<ThreadMessage[]> {
  const newestFirst = await selectAll(
    db,
    Row,
    `SELECT m.id, m.seq, m.role, u.name AS author, m.author_id IS NOT NULL AS is_staff, m.content AS text,
       m.metadata ->> 'kind' AS kind, trace.intent, coalesce(m.metadata -> 'citations', '[]') AS citations,
       m.created_at AS at
     FROM ai.messages m
     LEFT JOIN identity.users u ON u.id = m.author_id
     LEFT JOIN LATERAL (SELECT intent FROM ai.traces t WHERE m.role = 'user' AND t.question_message_id = m.id
                        ORDER BY t.created_at DESC LIMIT 1) AS trace ON true
     WHERE m.conversation_id = $1 ORDER BY m.seq DESC LIMIT $2`,
    [conversationId, limit],
  );
  return newestFirst.reverse();
}
