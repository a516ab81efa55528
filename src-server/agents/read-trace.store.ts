import { z } from 'zod';
import { type TraceDetail, TraceSummary } from '../contract/trace-routes.ts';
import { ModelExchange, Trace } from '../contract/traces.ts';
import { AppError } from '../core/errors.ts';
import { countColumn, timestampColumn } from '../database/columns.ts';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../database/database.ts';

const TraceRow = Trace.extend({ costMicroUsd: countColumn.nullable(), createdAt: timestampColumn });

const TRACE_COLUMNS = `t.id, t.conversation_id AS "conversationId", t.message_id AS "messageId", t.outcome,
    q.content AS question, t.agent, t.intent, t.intent_score AS "intentScore", t.route, t.steps, t.retrieved,
    t.examples, t.tool_calls AS "toolCalls", t.checks, t.threshold, t.model, t.attempts, t.degraded,
    t.prompt_version AS "promptVersion", t.input_tokens AS "inputTokens", t.output_tokens AS "outputTokens",
    t.cost_micro_usd AS "costMicroUsd", t.duration_ms AS "durationMs", t.confidence, t.created_at AS "createdAt"`;
const TRACE_TABLES = 'ai.traces t LEFT JOIN ai.messages q ON q.id = t.question_message_id';

/** How an AI message came about. NOT_FOUND for messages that no agent wrote. */
export async function getTraceOfMessage(db: Queryable, messageId: string): Promise<Trace> {
  const text = `SELECT ${TRACE_COLUMNS} FROM ${TRACE_TABLES} WHERE t.message_id = $1 ORDER BY t.created_at DESC LIMIT 1`;
  const trace = await selectFirst(db, TraceRow, text, [messageId]);
  if (trace === undefined)
    throw new AppError('NOT_FOUND', 'There is nothing to explain here: the AI did not write this message.');
  return trace;
}

/** How a draft came about. */
export function getTraceOfDraft(db: Queryable, draftId: string): Promise<Trace> {
  const text = `SELECT ${TRACE_COLUMNS} FROM ${TRACE_TABLES} JOIN ai.drafts d ON d.trace_id = t.id WHERE d.id = $1`;
  return selectOne(db, TraceRow, 'trace of this draft', text, [draftId]);
}

const KeptTrace = TraceRow.extend({ answer: z.string().nullable(), questionMessageId: z.string() });
export type KeptTrace = z.infer<typeof KeptTrace>;

/** A trace with what was sent, or else drafted. */
export function getKeptTrace(db: Queryable, id: string): Promise<KeptTrace> {
  return selectOne(
    db,
    KeptTrace,
    'trace',
    `SELECT ${TRACE_COLUMNS}, t.question_message_id AS "questionMessageId",
       coalesce(a.content, (SELECT d.content FROM ai.drafts d WHERE d.trace_id = t.id LIMIT 1)) AS answer
     FROM ${TRACE_TABLES} LEFT JOIN ai.messages a ON a.id = t.message_id WHERE t.id = $1`,
    [id],
  );
}

export function listExchanges(db: Queryable, traceId: string): Promise<TraceDetail['exchanges']> {
  return selectAll(
    db,
    ModelExchange,
    'SELECT model, temperature, messages, reply FROM ai.trace_exchanges WHERE trace_id = $1 ORDER BY position',
    [traceId],
  );
}

const SummaryRow = TraceSummary.extend({ createdAt: timestampColumn, place: z.string() });
const Place = z.object({ at: z.iso.datetime({ offset: true }), id: z.uuid() });

/** The runs of a conversation, newest first. */
export async function listTraces(
  db: Queryable,
  conversationId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: TraceSummary[]; nextCursor: string | null }> {
  const after = page.cursor === undefined ? undefined : decodeCursor(Place, page.cursor);
  const rows = await selectAll(
    db,
    SummaryRow,
    `SELECT t.id, t.conversation_id AS "conversationId", t.message_id AS "messageId", t.outcome, q.content AS question,
       t.agent, t.intent, t.model, t.confidence, t.degraded, t.duration_ms AS "durationMs", t.created_at AS "createdAt",
       to_char(t.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS place
     FROM ${TRACE_TABLES}
     WHERE t.conversation_id = $1 AND ($2::timestamptz IS NULL OR (t.created_at, t.id) < ($2, $3::uuid))
     ORDER BY t.created_at DESC, t.id DESC LIMIT $4`,
    [conversationId, after?.at ?? null, after?.id ?? null, page.limit + 1],
  );
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(({ place: _place, ...summary }) => summary),
    nextCursor: last === undefined ? null : encodeCursor({ at: last.place, id: last.id }),
  };
}
