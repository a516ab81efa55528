import { z } from 'zod';
import {
  Conversation,
  Escalation,
  type EscalationReason,
  type HandoverSummary,
  type Priority,
} from '../contract/conversations.ts';
import { timestampColumn } from '../database/columns.ts';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import { type Queryable, selectAll, selectFirst } from '../database/database.ts';

export interface NewEscalation {
  id: string;
  conversationId: string;
  reason: EscalationReason;
  detail: string;
  summary?: HandoverSummary | undefined;
  priority: Priority;
  questionMessageId: string | null;
  assigneeId?: string;
  dueAt: Date | null;
  at: Date;
}

/** Stores an escalation; with an assignee it is claimed from the start. */
export async function insertEscalation(tx: Queryable, row: NewEscalation): Promise<void> {
  await tx.query(
    `INSERT INTO support.escalations
       (id, conversation_id, reason, detail, priority, question_message_id, assigned_to, status, due_at, created_at, claimed_at,
        handover_summary)
     VALUES ($1, $2, $3, $4, $5, $6, $7::uuid, CASE WHEN $7::uuid IS NULL THEN 'open' ELSE 'claimed' END, $8, $9,
       CASE WHEN $7::uuid IS NULL THEN NULL ELSE $9::timestamptz END, $10::jsonb)`,
    [
      row.id,
      row.conversationId,
      row.reason,
      row.detail,
      row.priority,
      row.questionMessageId,
      row.assigneeId ?? null,
      row.dueAt,
      row.at,
      row.summary === undefined ? null : JSON.stringify(row.summary),
    ],
  );
}

const CurrentEscalation = z.object({
  id: z.string(),
  status: z.enum(['open', 'claimed']),
  reason: Escalation.shape.reason,
  assigned_to: z.string().nullable(),
  assignee_name: z.string().nullable(),
  question_message_id: z.string().nullable(),
});
export type CurrentEscalation = z.infer<typeof CurrentEscalation>;

/** The escalation that is open or claimed now; there is at most one. */
export function findCurrentEscalation(db: Queryable, conversationId: string): Promise<CurrentEscalation | undefined> {
  return selectFirst(
    db,
    CurrentEscalation,
    `SELECT e.id, e.status, e.reason, e.assigned_to, u.name AS assignee_name, e.question_message_id
     FROM support.escalations e LEFT JOIN identity.users u ON u.id = e.assigned_to
     WHERE e.conversation_id = $1 AND e.status IN ('open', 'claimed')`,
    [conversationId],
  );
}

export async function claimEscalation(tx: Queryable, id: string, assigneeId: string, at: Date): Promise<void> {
  await tx.query(`UPDATE support.escalations SET status = 'claimed', assigned_to = $2, claimed_at = $3 WHERE id = $1`, [
    id,
    assigneeId,
    at,
  ]);
}

/** Makes it urgent and says why; who has it keeps it. One that is urgent already stays as it is. */
export async function raiseEscalation(
  tx: Queryable,
  id: string,
  { detail, dueAt }: { detail: string; dueAt: Date },
): Promise<void> {
  await tx.query(
    `UPDATE support.escalations SET priority = 'urgent', detail = concat_ws(' ', $2::text, nullif(detail, '')),
       due_at = least(due_at, $3::timestamptz)
     WHERE id = $1 AND priority <> 'urgent'`,
    [id, detail, dueAt],
  );
}

export async function endEscalation(
  tx: Queryable,
  id: string,
  end: { status: 'handed_back' | 'resolved'; resolution: string; at: Date },
): Promise<void> {
  await tx.query(`UPDATE support.escalations SET status = $2, resolution = $3, resolved_at = $4 WHERE id = $1`, [
    id,
    end.status,
    end.resolution,
    end.at,
  ]);
}

const ListedEscalation = z
  .object({
    id: z.string(),
    conversation_id: z.string(),
    status: Escalation.shape.status,
    reason: Escalation.shape.reason,
    detail: z.string(),
    summary: Escalation.shape.summary,
    priority: Escalation.shape.priority,
    assignee_id: z.string().nullable(),
    assignee_name: z.string().nullable(),
    created_at: timestampColumn,
    due_at: timestampColumn.nullable(),
    claimed_at: timestampColumn.nullable(),
    resolved_at: timestampColumn.nullable(),
    resolution: z.string(),
    user_id: z.string(),
    customer_name: z.string().nullable(),
    channel: Conversation.shape.channel,
    preview: z.string(),
    rank: z.number().int(),
    order_key: z.string(),
  })
  .transform((row) => ({
    rank: row.rank,
    orderKey: row.order_key,
    escalation: {
      id: row.id,
      conversationId: row.conversation_id,
      status: row.status,
      reason: row.reason,
      detail: row.detail,
      summary: row.summary,
      priority: row.priority,
      assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
      createdAt: row.created_at,
      dueAt: row.due_at,
      claimedAt: row.claimed_at,
      resolvedAt: row.resolved_at,
      resolution: row.resolution,
      customer: { userId: row.user_id, name: row.customer_name },
      channel: row.channel,
      preview: row.preview,
    },
  }));

const STATUSES = { open: ['open'], claimed: ['claimed'], done: ['handed_back', 'resolved'] } as const;
/** The time as the database writes it, with all its digits. */
const Place = z.object({
  rank: z.number().int().min(1).max(9),
  orderKey: z.string().regex(/^\d{4}-[\d :.+-]+$/),
  id: z.uuid(),
});

/** The queue: most urgent first, then the longest waiting. */
export async function listEscalations(
  db: Queryable,
  page: { status: keyof typeof STATUSES; cursor?: string | undefined; limit: number },
) {
  const after = page.cursor === undefined ? undefined : decodeCursor(Place, page.cursor);
  const rows = await selectAll(
    db,
    ListedEscalation,
    `SELECT * FROM (
       SELECT e.id, e.conversation_id, e.status, e.reason, e.detail, e.handover_summary AS summary, e.priority, u.id AS assignee_id, u.name AS assignee_name,
         e.created_at, e.due_at, e.claimed_at, e.resolved_at, e.resolution, c.user_id, c.customer_name, c.channel,
         c.last_message_preview AS preview, e.created_at::text AS order_key,
         array_position(ARRAY['urgent', 'high', 'normal', 'low'], e.priority) AS rank
       FROM support.escalations e
       JOIN ai.conversations c ON c.id = e.conversation_id
       LEFT JOIN identity.users u ON u.id = e.assigned_to
       WHERE e.status = ANY ($1)) AS queue
     WHERE $2::int IS NULL OR (rank, created_at, id) > ($2, $3::timestamptz, $4::uuid)
     ORDER BY rank, created_at, id
     LIMIT $5`,
    [STATUSES[page.status], after?.rank ?? null, after?.orderKey ?? null, after?.id ?? null, page.limit + 1],
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => row.escalation),
    nextCursor:
      rows.length > page.limit && last !== undefined
        ? encodeCursor({ rank: last.rank, orderKey: last.orderKey, id: last.escalation.id })
        : null,
  };
}
