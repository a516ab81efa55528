import { z } from 'zod';
import { Trace } from '../contract/traces.ts';
import { AppError } from '../core/errors.ts';
import { countColumn, timestampColumn } from '../database/columns.ts';
import { type Queryable, selectFirst } from '../database/database.ts';

export type NewTrace = Omit<Trace, 'createdAt' | 'question'> & {
  conversationId: string;
  questionMessageId: string;
  /** Null when nothing was sent. */
  messageId: string | null;
  at: Date;
};

export async function insertTrace(tx: Queryable, trace: NewTrace): Promise<void> {
  await tx.query(
    `INSERT INTO ai.traces
       (id, conversation_id, question_message_id, message_id, outcome, agent, intent, intent_score, retrieved, examples,
        checks, model, prompt_version, input_tokens, output_tokens, cost_micro_usd, duration_ms, confidence, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    [
      trace.id,
      trace.conversationId,
      trace.questionMessageId,
      trace.messageId,
      trace.outcome,
      trace.agent,
      trace.intent,
      trace.intentScore,
      JSON.stringify(trace.retrieved),
      JSON.stringify(trace.examples),
      JSON.stringify(trace.checks),
      trace.model,
      trace.promptVersion,
      trace.inputTokens,
      trace.outputTokens,
      trace.costMicroUsd,
      Math.round(trace.durationMs),
      trace.confidence,
      trace.at,
    ],
  );
}

/** A person has sent what was drafted: the trace now explains that message. */
export async function nameTracedMessage(tx: Queryable, traceId: string, messageId: string): Promise<void> {
  await tx.query('UPDATE ai.traces SET message_id = $2 WHERE id = $1', [traceId, messageId]);
}

/** Records which chunks support a message; usage and success of articles are counted from these rows. */
export async function insertCitations(tx: Queryable, messageId: string, chunkIds: readonly string[]): Promise<void> {
  if (chunkIds.length === 0) return;
  await tx.query(
    `INSERT INTO ai.citations (message_id, chunk_id, position)
     SELECT $1, chunk_id, nth - 1 FROM unnest($2::uuid[]) WITH ORDINALITY AS cited(chunk_id, nth)`,
    [messageId, chunkIds],
  );
}

const TraceRow = z
  .object({
    id: z.string(),
    outcome: Trace.shape.outcome,
    question: Trace.shape.question,
    agent: z.string(),
    intent: z.string(),
    intent_score: z.number(),
    retrieved: Trace.shape.retrieved,
    examples: Trace.shape.examples,
    checks: Trace.shape.checks,
    model: z.string(),
    prompt_version: z.string(),
    input_tokens: z.number(),
    output_tokens: z.number(),
    cost_micro_usd: countColumn.nullable(),
    duration_ms: z.number(),
    confidence: z.number(),
    created_at: timestampColumn,
  })
  .transform(
    (row): Trace => ({
      id: row.id,
      outcome: row.outcome,
      question: row.question,
      agent: row.agent,
      intent: row.intent,
      intentScore: row.intent_score,
      retrieved: row.retrieved,
      examples: row.examples,
      checks: row.checks,
      model: row.model,
      promptVersion: row.prompt_version,
      inputTokens: row.input_tokens,
      outputTokens: row.output_tokens,
      costMicroUsd: row.cost_micro_usd,
      durationMs: row.duration_ms,
      confidence: row.confidence,
      createdAt: row.created_at,
    }),
  );

/** How an AI message came about. NOT_FOUND for messages that no agent wrote. */
export async function getTraceOfMessage(db: Queryable, messageId: string): Promise<Trace> {
  const trace = await selectFirst(
    db,
    TraceRow,
    `SELECT t.id, t.outcome, q.content AS question, t.agent, t.intent, t.intent_score, t.retrieved, t.examples, t.checks,
       t.model, t.prompt_version, t.input_tokens, t.output_tokens, t.cost_micro_usd, t.duration_ms, t.confidence,
       t.created_at
     FROM ai.traces t LEFT JOIN ai.messages q ON q.id = t.question_message_id
     WHERE t.message_id = $1 ORDER BY t.created_at DESC LIMIT 1`,
    [messageId],
  );
  if (trace === undefined)
    throw new AppError('NOT_FOUND', 'There is nothing to explain here: the AI did not write this message.');
  return trace;
}
