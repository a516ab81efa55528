import { z } from 'zod';
import { Conversation } from '../contract/conversations.ts';
import { countColumn, timestampColumn } from '../database/columns.ts';
import { type Queryable, selectAll, selectFirst } from '../database/database.ts';
import { getConversation } from './conversation.store.ts';

const OTHERS_SHOWN = 10;

const SummaryRow = z.object({
  first_seen_at: timestampColumn.nullable(),
  conversation_count: countColumn,
  satisfaction: z.number().nullable(),
});

const OtherRow = z
  .object({
    id: z.string(),
    channel: Conversation.shape.channel,
    status: Conversation.shape.status,
    last_message_preview: z.string(),
    last_message_at: timestampColumn,
  })
  .transform((row) => ({
    id: row.id,
    channel: row.channel,
    status: row.status,
    preview: row.last_message_preview,
    lastMessageAt: row.last_message_at,
  }));

/** The customer of a conversation, with what else they talked to the business about. */
export async function describeCustomer(db: Queryable, conversationId: string) {
  const conversation = await getConversation(db, conversationId);
  const { userId } = conversation.customer;
  const summary = await selectFirst(
    db,
    SummaryRow,
    `SELECT min(c.created_at) AS first_seen_at, count(*) AS conversation_count, avg(a.satisfaction_rating)::float8 AS satisfaction
     FROM ai.conversations c LEFT JOIN ai.conversation_analytics a ON a.conversation_id = c.id
     WHERE c.user_id = $1`,
    [userId],
  );
  const others = await selectAll(
    db,
    OtherRow,
    `SELECT id, channel, status, last_message_preview, last_message_at FROM ai.conversations
     WHERE user_id = $1 AND id <> $2 ORDER BY last_message_at DESC LIMIT $3`,
    [userId, conversationId, OTHERS_SHOWN],
  );
  return {
    customer: conversation.customer,
    channel: conversation.channel,
    firstSeenAt: summary?.first_seen_at ?? conversation.createdAt,
    conversationCount: summary?.conversation_count ?? 1,
    satisfaction: summary?.satisfaction ?? null,
    others,
  };
}
