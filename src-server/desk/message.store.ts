import { z } from 'zod';
import { AnswerMetadata, type Channel, FeedbackValues, Message } from '../contract/conversations.ts';
import { countColumn, timestampColumn } from '../database/columns.ts';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../database/database.ts';

export interface NewMessage {
  id: string;
  conversationId: string;
  channel: Channel;
  role: 'user' | 'assistant' | 'system';
  content: string;
  metadata?: AnswerMetadata;
  authorId?: string;
  externalId?: string;
  clientKey?: string;
  at: Date;
}

const PREVIEW_CHARACTERS = 140;

/**
 * Stores a message and brings its conversation's list row up to date. Returns false, having changed nothing, when the
 * message was stored before (same external id on the channel, or same client key in the conversation).
 */
export async function insertMessage(tx: Queryable, message: NewMessage): Promise<boolean> {
  const inserted = await tx.query(
    `INSERT INTO ai.messages
       (id, conversation_id, channel, role, content, metadata, author_id, external_id, client_key, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT DO NOTHING`,
    [
      message.id,
      message.conversationId,
      message.channel,
      message.role,
      message.content,
      JSON.stringify(message.metadata ?? {}),
      message.authorId ?? null,
      message.externalId ?? null,
      message.clientKey ?? null,
      message.at,
    ],
  );
  if (inserted.rowCount === 0) return false;
  await tx.query(
    `UPDATE ai.conversations SET
       last_message_at = $2, last_message_preview = $3, last_message_role = $4, updated_at = $2,
       waiting_since = CASE WHEN $4 = 'user' THEN coalesce(waiting_since, $2) WHEN $5 THEN NULL ELSE waiting_since END,
       approval_due_at = CASE WHEN $4 = 'assistant' THEN NULL ELSE approval_due_at END
     WHERE id = $1`,
    [message.conversationId, message.at, previewOf(message.content), message.role, endsWaiting(message)],
  );
  return true;
}

/** Telling a customer that a person will come is no answer: the wait goes on. */
function endsWaiting(message: NewMessage): boolean {
  return message.role === 'assistant' && message.metadata?.kind !== 'handover';
}

function previewOf(content: string): string {
  const line = content.replace(/\s+/g, ' ').trim();
  return line.length <= PREVIEW_CHARACTERS ? line : `${line.slice(0, PREVIEW_CHARACTERS - 1)}…`;
}

const MessageRow = z
  .object({
    id: z.string(),
    conversation_id: z.string(),
    seq: countColumn,
    role: z.enum(['user', 'assistant', 'system']),
    content: z.string(),
    metadata: AnswerMetadata.catch({}),
    delivery: Message.shape.delivery,
    created_at: timestampColumn,
    author_id: z.string().nullable(),
    author_name: z.string().nullable(),
    feedback: FeedbackValues.extend({ qualityScore: z.number() }).nullable(),
  })
  .transform(
    (row): Message => ({
      id: row.id,
      conversationId: row.conversation_id,
      seq: row.seq,
      author: authorOf(row),
      content: row.content,
      metadata: row.metadata,
      delivery: row.delivery,
      feedback: row.feedback,
      createdAt: row.created_at,
    }),
  );

function authorOf(row: { role: string; author_id: string | null; author_name: string | null }): Message['author'] {
  if (row.role === 'user') return { kind: 'customer' };
  if (row.role === 'system') return { kind: 'system' };
  if (row.author_id === null) return { kind: 'ai' };
  return { kind: 'staff', person: { id: row.author_id, name: row.author_name ?? '' } };
}

const SELECT_MESSAGE = `
  SELECT m.id, m.conversation_id, m.seq, m.role, m.content, m.metadata, m.delivery, m.created_at,
    m.author_id, u.name AS author_name,
    CASE WHEN f.id IS NULL THEN NULL ELSE jsonb_build_object('thumbs', f.thumbs, 'stars', f.stars, 'helpful', f.helpful,
      'accurate', f.accurate, 'comment', f.comment, 'qualityScore', f.quality_score) END AS feedback
  FROM ai.messages m
  LEFT JOIN identity.users u ON u.id = m.author_id
  LEFT JOIN ai.feedback f ON f.message_id = m.id AND f.author_kind = 'customer'`;

export function getMessage(db: Queryable, id: string): Promise<Message> {
  return selectOne(db, MessageRow, 'message', `${SELECT_MESSAGE} WHERE m.id = $1`, [id]);
}

export function findMessageByClientKey(
  db: Queryable,
  conversationId: string,
  clientKey: string,
): Promise<Message | undefined> {
  return selectFirst(db, MessageRow, `${SELECT_MESSAGE} WHERE m.conversation_id = $1 AND m.client_key = $2`, [
    conversationId,
    clientKey,
  ]);
}

const MessageCursor = z.object({ seq: z.number().int() });

/** A page of messages in the order of time; the first page is the newest, `nextCursor` leads to older ones. */
export async function listMessages(
  db: Queryable,
  conversationId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: Message[]; nextCursor: string | null }> {
  const before = page.cursor === undefined ? null : decodeCursor(MessageCursor, page.cursor).seq;
  const rows = await selectAll(
    db,
    MessageRow,
    `${SELECT_MESSAGE}
     WHERE m.conversation_id = $1 AND ($2::bigint IS NULL OR m.seq < $2)
     ORDER BY m.seq DESC LIMIT $3`,
    [conversationId, before, page.limit + 1],
  );
  const items = rows.slice(0, page.limit).reverse();
  const oldest = items[0];
  return {
    items,
    nextCursor: rows.length > page.limit && oldest !== undefined ? encodeCursor({ seq: oldest.seq }) : null,
  };
}

const PreviousRow = z.object({ at: z.date().nullable() });

/** When the customer wrote last; null before the first message. */
export async function findPreviousAt(db: Queryable, conversationId: string): Promise<Date | null> {
  const row = await selectFirst(
    db,
    PreviousRow,
    `SELECT max(created_at) AS at FROM ai.messages WHERE conversation_id = $1 AND role = 'user'`,
    [conversationId],
  );
  return row?.at ?? null;
}

/** The number of the newest message that is not a system line; 0 in an empty conversation. */
export async function lastSeq(db: Queryable, conversationId: string): Promise<number> {
  const Row = z.object({ seq: countColumn });
  const row = await selectFirst(
    db,
    Row,
    `SELECT coalesce(max(seq), 0) AS seq FROM ai.messages WHERE conversation_id = $1 AND role <> 'system'`,
    [conversationId],
  );
  return row?.seq ?? 0;
}
