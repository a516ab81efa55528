import { z } from 'zod';
import { countColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst } from '../../database/database.ts';
import type { FailedQuestion } from './after-agents.ts';

const CountRow = z.object({ count: countColumn });
const HOUR_MS = 3_600_000;

/** How many messages the AI has sent to this conversation within the last hour. */
export async function countAiMessages(db: Queryable, conversationId: string, now: Date): Promise<number> {
  const row = await selectFirst(
    db,
    CountRow,
    `SELECT count(*) AS count FROM ai.messages
     WHERE conversation_id = $1 AND role = 'assistant' AND author_id IS NULL AND created_at > $2`,
    [conversationId, new Date(now.getTime() - HOUR_MS)],
  );
  return row?.count ?? 0;
}

const FailedRow = z
  .object({
    text: z.string(),
    how: z.enum(['declined', 'rated_down']),
    answer: z.string(),
    citations: z.array(z.object({ chunkId: z.string() })).catch([]),
  })
  .transform(({ citations, ...row }) => ({ ...row, citedChunkIds: citations.map(({ chunkId }) => chunkId) }));
const MOST_QUESTIONS = 20;

/** What the AI has failed at in this conversation, other than the message that is answered now; the newest first. */
export function findFailedQuestions(
  db: Queryable,
  conversationId: string,
  questionMessageId: string,
): Promise<FailedQuestion[]> {
  return selectAll(
    db,
    FailedRow,
    `SELECT asked.content AS text, CASE WHEN t.outcome = 'declined' THEN 'declined' ELSE 'rated_down' END AS how,
       said.content AS answer, coalesce(said.metadata -> 'citations', '[]') AS citations
     FROM ai.traces t
       JOIN ai.messages asked ON asked.id = t.question_message_id
       JOIN ai.messages said ON said.id = t.message_id
       LEFT JOIN ai.feedback f ON f.message_id = t.message_id AND f.author_kind = 'customer'
     WHERE t.conversation_id = $1 AND t.question_message_id <> $2 AND t.message_id IS NOT NULL
       AND (t.outcome = 'declined' OR f.thumbs = 'down')
     ORDER BY t.created_at DESC LIMIT $3`,
    [conversationId, questionMessageId, MOST_QUESTIONS],
  );
}
