import { z } from 'zod';
import { type Channel, Conversation, type InboxView } from '../contract/conversations.ts';
import { countColumn, timestampColumn } from '../database/columns.ts';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import { type Queryable, selectFirst, selectOne } from '../database/database.ts';

/** What the desk needs to decide who may answer; read under a lock where a decision depends on it. */
const ConversationState = z.object({
  id: z.string(),
  channel: Conversation.shape.channel,
  user_id: z.string(),
  status: Conversation.shape.status,
  handler: Conversation.shape.handler,
  fence: countColumn,
  assigned_agent_id: z.string().nullable(),
  customer_name: z.string().nullable(),
  /** Since when the customer has waited for an answer. */
  waiting_since: z.date().nullable(),
  /** ISO 639-1; null until a message has told. */
  language: z.string().nullable(),
});
export type ConversationState = z.infer<typeof ConversationState>;

const STATE_COLUMNS =
  'id, channel, user_id, status, handler, fence, assigned_agent_id, customer_name, waiting_since, language';

/** Reads a conversation and holds its row until the transaction ends: everything that changes hands goes through here. */
export function lockConversation(tx: Queryable, id: string): Promise<ConversationState> {
  return selectOne(
    tx,
    ConversationState,
    'conversation',
    `SELECT ${STATE_COLUMNS} FROM ai.conversations WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
}

export interface NewConversation {
  id: string;
  channel: Channel;
  userId: string;
  threadId: string;
  customerName: string | null;
  isSample?: boolean;
  at: Date;
}

export async function insertConversation(tx: Queryable, row: NewConversation): Promise<void> {
  await tx.query(
    `INSERT INTO ai.conversations
       (id, channel, user_id, thread_id, customer_name, is_sample, created_at, updated_at, last_message_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7)`,
    [row.id, row.channel, row.userId, row.threadId, row.customerName, row.isSample ?? false, row.at],
  );
}

export async function setLanguage(tx: Queryable, id: string, language: string): Promise<void> {
  await tx.query('UPDATE ai.conversations SET language = $2 WHERE id = $1', [id, language]);
}

export interface ConversationChange {
  status?: 'active' | 'escalated' | 'closed';
  handler?: 'ai' | 'staff';
  assigneeId?: string | null;
  escalationReason?: string;
  at: Date;
}

/**
 * Hands the conversation on. The fence always grows with it: an answer that was begun before is no longer accepted.
 */
export async function moveConversation(tx: Queryable, id: string, change: ConversationChange): Promise<void> {
  await tx.query(
    `UPDATE ai.conversations SET
       status = coalesce($2, status),
       handler = coalesce($3, handler),
       assigned_agent_id = CASE WHEN $4 THEN $5::uuid ELSE assigned_agent_id END,
       escalation_reason = coalesce($6, escalation_reason),
       escalated_at = CASE WHEN $2 = 'escalated' THEN coalesce(escalated_at, $7) ELSE escalated_at END,
       closed_at = CASE WHEN $2 = 'closed' THEN $7 WHEN $2 IS NULL THEN closed_at ELSE NULL END,
       waiting_since = CASE WHEN $2 = 'closed' THEN NULL ELSE waiting_since END,
       approval_due_at = CASE WHEN $2 = 'closed' OR $3 = 'staff' THEN NULL ELSE approval_due_at END,
       fence = fence + 1,
       updated_at = $7
     WHERE id = $1`,
    [
      id,
      change.status ?? null,
      change.handler ?? null,
      change.assigneeId !== undefined,
      change.assigneeId ?? null,
      change.escalationReason ?? null,
      change.at,
    ],
  );
}

const ConversationRow = z
  .object({
    id: z.string(),
    channel: Conversation.shape.channel,
    user_id: z.string(),
    customer_name: z.string().nullable(),
    status: Conversation.shape.status,
    handler: Conversation.shape.handler,
    assignee_id: z.string().nullable(),
    assignee_name: z.string().nullable(),
    escalation: z.unknown(),
    last_message_preview: z.string(),
    last_message_role: Conversation.shape.lastMessageRole,
    last_message_at: timestampColumn,
    waiting_since: timestampColumn.nullable(),
    approval_due_at: timestampColumn.nullable(),
    is_sample: z.boolean(),
    created_at: timestampColumn,
    closed_at: timestampColumn.nullable(),
  })
  .transform(
    (row): Conversation => ({
      id: row.id,
      channel: row.channel,
      customer: { userId: row.user_id, name: row.customer_name },
      status: row.status,
      handler: row.handler,
      assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
      escalation: Conversation.shape.escalation.parse(row.escalation ?? null),
      preview: row.last_message_preview,
      lastMessageRole: row.last_message_role,
      lastMessageAt: row.last_message_at,
      waitingSince: row.waiting_since,
      approvalDueAt: row.approval_due_at,
      isSample: row.is_sample,
      createdAt: row.created_at,
      closedAt: row.closed_at,
    }),
  );

// One statement builds a whole list row, so that a list of any length costs one query.
const SELECT_CONVERSATION = `
  SELECT c.id, c.last_message_at::text AS order_key, c.channel, c.user_id, c.customer_name, c.status, c.handler, u.id AS assignee_id, u.name AS assignee_name,
    c.last_message_preview, c.last_message_role, c.last_message_at, c.waiting_since, c.approval_due_at, c.is_sample, c.created_at, c.closed_at,
    CASE WHEN e.id IS NULL THEN NULL ELSE jsonb_build_object(
      'id', e.id, 'conversationId', c.id, 'status', e.status, 'reason', e.reason, 'detail', e.detail, 'summary', e.handover_summary,
      'priority', e.priority, 'createdAt', e.created_at, 'dueAt', e.due_at, 'claimedAt', e.claimed_at,
      'resolvedAt', e.resolved_at, 'resolution', e.resolution,
      'assignee', CASE WHEN eu.id IS NULL THEN NULL ELSE jsonb_build_object('id', eu.id, 'name', eu.name) END) END AS escalation
  FROM ai.conversations c
  LEFT JOIN identity.users u ON u.id = c.assigned_agent_id
  LEFT JOIN support.escalations e ON e.conversation_id = c.id AND e.status IN ('open', 'claimed')
  LEFT JOIN identity.users eu ON eu.id = e.assigned_to`;

export function getConversation(db: Queryable, id: string): Promise<Conversation> {
  return selectOne(db, ConversationRow, 'conversation', `${SELECT_CONVERSATION} WHERE c.id = $1`, [id]);
}

/** What each view of the inbox holds. `$1` is the person who looks. */
const VIEW_CONDITIONS: Record<InboxView, string> = {
  waiting: `c.status = 'escalated' AND c.assigned_agent_id IS NULL AND $1::uuid IS NOT NULL`,
  approval: `c.approval_due_at IS NOT NULL AND $1::uuid IS NOT NULL`,
  mine: `c.status <> 'closed' AND c.assigned_agent_id = $1::uuid`,
  escalated: `c.status = 'escalated' AND $1::uuid IS NOT NULL`,
  ai: `c.status = 'active' AND c.handler = 'ai' AND $1::uuid IS NOT NULL`,
  closed: `c.status = 'closed' AND $1::uuid IS NOT NULL`,
  all: '$1::uuid IS NOT NULL',
};

export interface ConversationFilter {
  view: InboxView;
  viewerId: string;
  channel?: Channel | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** The time as the database writes it, with all its digits: rows of other systems are timed to the microsecond. */
const Place = z.object({ orderKey: z.string().regex(/^\d{4}-[\d :.+-]+$/), id: z.uuid() });
const PlaceRow = z.object({ order_key: z.string(), id: z.uuid() });

/** A page of a view, the latest message first. Paged by position in that order, so new messages shift nothing. */
export async function listConversations(
  db: Queryable,
  filter: ConversationFilter,
): Promise<{ items: Conversation[]; nextCursor: string | null }> {
  const after = filter.cursor === undefined ? undefined : decodeCursor(Place, filter.cursor);
  const { rows } = await db.query(
    `${SELECT_CONVERSATION}
     WHERE ${VIEW_CONDITIONS[filter.view]}
       AND ($2::text IS NULL OR c.channel = $2)
       AND ($3::text IS NULL OR c.user_id ILIKE $4 OR c.customer_name ILIKE $4 OR c.id IN (
         SELECT m.conversation_id FROM ai.messages m
         WHERE to_tsvector('english', m.content) @@ websearch_to_tsquery('english', $3)))
       AND ($5::timestamptz IS NULL OR (c.last_message_at, c.id) < ($5, $6::uuid))
     ORDER BY c.last_message_at DESC, c.id DESC
     LIMIT $7`,
    [
      filter.viewerId,
      filter.channel ?? null,
      filter.search || null,
      `%${(filter.search ?? '').replace(/[\\%_]/g, '\\$&')}%`,
      after?.orderKey ?? null,
      after?.id ?? null,
      filter.limit + 1,
    ],
  );
  const shown = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? PlaceRow.parse(shown.at(-1)) : undefined;
  return {
    items: shown.map((row) => ConversationRow.parse(row)),
    nextCursor: last === undefined ? null : encodeCursor({ orderKey: last.order_key, id: last.id }),
  };
}

/** How many conversations each view holds for this person. */
export async function countConversations(db: Queryable, viewerId: string): Promise<Record<InboxView, number>> {
  const views = Object.entries(VIEW_CONDITIONS) as [InboxView, string][];
  const Counts = z.object(Object.fromEntries(views.map(([view]) => [view, countColumn])));
  const row = await selectFirst(
    db,
    Counts,
    `SELECT ${views.map(([view, where]) => `count(*) FILTER (WHERE ${where}) AS "${view}"`).join(', ')}
     FROM ai.conversations c`,
    [viewerId],
  );
  return Object.fromEntries(views.map(([view]) => [view, row?.[view] ?? 0])) as Record<InboxView, number>;
}
