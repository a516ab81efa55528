import { z } from 'zod';
import { AnswerMetadata, type Channel } from '../../contract/conversations.ts';
import { type DiscardReason, Draft, type DraftOrigin } from '../../contract/drafts.ts';
import { countColumn, timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectFirst, selectOne } from '../../database/database.ts';
import type { EditGrade } from './grade-edit.ts';

export interface DraftRow extends Draft {
  citedChunkIds: string[];
  exampleIds: string[];
  /** The newest message that the draft takes account of. */
  afterSeq: number;
  decidedByName: string | null;
}

const Row = z
  .object({
    id: z.string(),
    conversation_id: z.string(),
    question_message_id: z.string().nullable(),
    origin: Draft.shape.origin,
    channel: Draft.shape.channel,
    intent: z.string(),
    content: z.string(),
    metadata: AnswerMetadata.catch({}),
    cited_chunk_ids: z.array(z.string()),
    example_ids: z.array(z.string()),
    trace_id: z.string().nullable(),
    after_seq: countColumn,
    changes_booking: z.boolean(),
    state: Draft.shape.state,
    discard_reason: Draft.shape.discardReason,
    sent_message_id: z.string().nullable(),
    similarity: z.number().nullable(),
    decided_by_name: z.string().nullable(),
    decided_at: timestampColumn.nullable(),
    created_at: timestampColumn,
  })
  .transform(
    (row): DraftRow => ({
      id: row.id,
      conversationId: row.conversation_id,
      questionMessageId: row.question_message_id,
      origin: row.origin,
      channel: row.channel,
      intent: row.intent,
      content: row.content,
      metadata: row.metadata,
      citedChunkIds: row.cited_chunk_ids,
      exampleIds: row.example_ids,
      traceId: row.trace_id,
      afterSeq: row.after_seq,
      changesBooking: row.changes_booking,
      state: row.state,
      discardReason: row.discard_reason,
      sentMessageId: row.sent_message_id,
      similarity: row.similarity,
      decidedByName: row.decided_by_name,
      decidedAt: row.decided_at,
      createdAt: row.created_at,
    }),
  );

const SELECT_DRAFT = `
  SELECT d.id, d.conversation_id, d.question_message_id, d.origin, d.channel, d.intent, d.content, d.metadata,
    d.cited_chunk_ids, d.example_ids, d.trace_id, d.after_seq, d.changes_booking, d.state, d.discard_reason, d.sent_message_id, d.similarity,
    u.name AS decided_by_name, d.decided_at, d.created_at
  FROM ai.drafts d LEFT JOIN identity.users u ON u.id = d.decided_by`;

export function getDraft(db: Queryable, id: string): Promise<DraftRow> {
  return selectOne(db, Row, 'draft', `${SELECT_DRAFT} WHERE d.id = $1`, [id]);
}

/** The draft that waits in a conversation; there is at most one. */
export function findOpenDraft(db: Queryable, conversationId: string): Promise<DraftRow | undefined> {
  return selectFirst(db, Row, `${SELECT_DRAFT} WHERE d.conversation_id = $1 AND d.state = 'open'`, [conversationId]);
}

export interface NewDraft {
  conversationId: string;
  questionMessageId: string | null;
  origin: DraftOrigin;
  channel: Channel;
  intent: string;
  content: string;
  metadata: AnswerMetadata;
  citedChunkIds: readonly string[];
  exampleIds: readonly string[];
  traceId: string | null;
  changesBooking?: boolean;
}

export async function insertDraft(
  tx: Queryable,
  row: NewDraft & { id: string; afterSeq: number; at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO ai.drafts
       (id, conversation_id, question_message_id, origin, channel, intent, content, metadata, cited_chunk_ids, example_ids,
        trace_id, after_seq, changes_booking, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::uuid[], $10::uuid[], $11, $12, $13, $14)`,
    [
      row.id,
      row.conversationId,
      row.questionMessageId,
      row.origin,
      row.channel,
      row.intent,
      row.content,
      JSON.stringify(row.metadata),
      row.citedChunkIds,
      row.exampleIds,
      row.traceId,
      row.afterSeq,
      row.changesBooking ?? false,
      row.at,
    ],
  );
}

/** Whether an answer to this message waits for approval. */
export async function isDrafted(db: Queryable, questionMessageId: string): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT 1 FROM ai.drafts WHERE question_message_id = $1 AND origin = 'autonomy' AND state = 'open'`,
    [questionMessageId],
  );
  return rows.length > 0;
}

/** Ends the draft that waits in a conversation, as that went on without it. Returns its id, where there was one. */
export async function supersedeOpenDraft(tx: Queryable, conversationId: string, at: Date): Promise<string | undefined> {
  const row = await selectFirst(
    tx,
    z.object({ id: z.string() }),
    `UPDATE ai.drafts SET state = 'superseded', decided_at = $2 WHERE conversation_id = $1 AND state = 'open' RETURNING id`,
    [conversationId, at],
  );
  return row?.id;
}

/** Keeps what a person sent beside the draft that it was made from. */
export async function settleDraft(
  tx: Queryable,
  id: string,
  sent: EditGrade & { messageId: string; decidedBy: string; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE ai.drafts SET state = $2, similarity = $3, sent_message_id = $4, decided_by = $5, decided_at = $6 WHERE id = $1`,
    [id, sent.state, sent.similarity, sent.messageId, sent.decidedBy, sent.at],
  );
}

export async function putDraftAway(
  tx: Queryable,
  id: string,
  by: { reason: DiscardReason; decidedBy: string; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE ai.drafts SET state = 'discarded', discard_reason = $2, decided_by = $3, decided_at = $4 WHERE id = $1`,
    [id, by.reason, by.decidedBy, by.at],
  );
}

export async function reopenDraft(tx: Queryable, id: string): Promise<void> {
  await tx.query(
    `UPDATE ai.drafts SET state = 'open', discard_reason = NULL, decided_by = NULL, decided_at = NULL WHERE id = $1`,
    [id],
  );
}

/** From now on a person has to approve by `dueAt`; an earlier time that stands already is kept. */
export async function awaitApproval(tx: Queryable, conversationId: string, dueAt: Date): Promise<void> {
  await tx.query('UPDATE ai.conversations SET approval_due_at = coalesce(approval_due_at, $2) WHERE id = $1', [
    conversationId,
    dueAt,
  ]);
}
