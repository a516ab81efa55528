import { z } from 'zod';
import { ThreadSummary } from '../../../contract/copilot.ts';
import { type Queryable, selectFirst } from '../../../database/database.ts';

const Row = z.object({ summary: ThreadSummary });

/** The summary that a model worded of the conversation as far as `upToSeq`; undefined when more was said since. */
export async function findSummary(
  db: Queryable,
  conversationId: string,
  upToSeq: number,
): Promise<ThreadSummary | undefined> {
  const row = await selectFirst(
    db,
    Row,
    'SELECT summary FROM ai.thread_summaries WHERE conversation_id = $1 AND up_to_seq = $2',
    [conversationId, upToSeq],
  );
  return row?.summary;
}

/** Keeps the newest summary of a conversation: what it cost is not spent again while nothing is said. */
export async function saveSummary(
  db: Queryable,
  conversationId: string,
  upToSeq: number,
  summary: ThreadSummary,
  promptVersion: string,
): Promise<void> {
  await db.query(
    `INSERT INTO ai.thread_summaries (conversation_id, up_to_seq, summary, model, prompt_version, created_at)
     VALUES ($1, $2, $3::jsonb, $4, $5, $6)
     ON CONFLICT (conversation_id) DO UPDATE SET
       up_to_seq = excluded.up_to_seq, summary = excluded.summary, model = excluded.model,
       prompt_version = excluded.prompt_version, created_at = excluded.created_at
     WHERE ai.thread_summaries.up_to_seq <= excluded.up_to_seq`,
    [conversationId, upToSeq, JSON.stringify(summary), summary.model, promptVersion, summary.at],
  );
}
