import { Trace } from '../contract/traces.ts';
import { AppError } from '../core/errors.ts';
import { countColumn, timestampColumn } from '../database/columns.ts';
import { type Queryable, selectFirst, selectOne } from '../database/database.ts';

const TraceRow = Trace.extend({ costMicroUsd: countColumn.nullable(), createdAt: timestampColumn });

const SELECT_TRACE = `SELECT t.id, t.conversation_id AS "conversationId", t.message_id AS "messageId", t.outcome,
    q.content AS question, t.agent, t.intent, t.intent_score AS "intentScore", t.route, t.steps, t.retrieved,
    t.examples, t.tool_calls AS "toolCalls", t.checks, t.threshold, t.model, t.attempts, t.degraded,
    t.prompt_version AS "promptVersion", t.input_tokens AS "inputTokens", t.output_tokens AS "outputTokens",
    t.cost_micro_usd AS "costMicroUsd", t.duration_ms AS "durationMs", t.confidence, t.created_at AS "createdAt"
  FROM ai.traces t LEFT JOIN ai.messages q ON q.id = t.question_message_id`;

/** How an AI message came about. NOT_FOUND for messages that no agent wrote. */
export async function getTraceOfMessage(db: Queryable, messageId: string): Promise<Trace> {
  const text = `${SELECT_TRACE} WHERE t.message_id = $1 ORDER BY t.created_at DESC LIMIT 1`;
  const trace = await selectFirst(db, TraceRow, text, [messageId]);
  if (trace === undefined)
    throw new AppError('NOT_FOUND', 'There is nothing to explain here: the AI did not write this message.');
  return trace;
}

/** How a draft came about. */
export function getTraceOfDraft(db: Queryable, draftId: string): Promise<Trace> {
  const text = `${SELECT_TRACE} JOIN ai.drafts d ON d.trace_id = t.id WHERE d.id = $1`;
  return selectOne(db, TraceRow, 'trace of this draft', text, [draftId]);
}
