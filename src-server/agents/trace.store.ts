import type { Trace } from '../contract/traces.ts';
import type { Queryable } from '../database/database.ts';
import type { CallJournal } from '../models/call-journal.ts';
import type { DraftTrace } from './draft.ts';

export type NewTrace = DraftTrace &
  CallJournal &
  Pick<Trace, 'id' | 'conversationId' | 'messageId' | 'outcome' | 'steps' | 'durationMs'> & {
    questionMessageId: string;
    /** By which intent it was decided whether the AI may answer by itself; null where it was not asked. */
    autonomyIntent?: string | null;
    /** Which version answered; null for the desk as it is shipped. */
    modelVersionId?: string | null;
    at: Date;
  };

export async function insertTrace(tx: Queryable, trace: NewTrace): Promise<void> {
  await tx.query(
    `INSERT INTO ai.traces
       (id, conversation_id, question_message_id, message_id, outcome, agent, intent, intent_score, retrieved, examples,
        checks, model, prompt_version, input_tokens, output_tokens, cost_micro_usd, duration_ms, confidence, created_at,
        route, steps, tool_calls, attempts, degraded, threshold, autonomy_intent, evidence,
        model_version_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
       $24, $25, $26, $27, $28)`,
    [
      trace.id,
      trace.conversationId,
      trace.questionMessageId,
      trace.messageId,
      trace.outcome,
      trace.agent,
      trace.intent,
      trace.intentScore,
      json(trace.retrieved),
      json(trace.examples),
      json(trace.checks),
      trace.model,
      trace.promptVersion,
      trace.inputTokens,
      trace.outputTokens,
      trace.costMicroUsd,
      Math.round(trace.durationMs),
      trace.confidence,
      trace.at,
      trace.route ? json(trace.route) : null,
      json(trace.steps),
      json(trace.toolCalls ?? []),
      json(trace.attempts),
      trace.degraded ?? false,
      trace.threshold ?? null,
      trace.autonomyIntent ?? null,
      trace.evidence === undefined ? null : json(trace.evidence),
      trace.modelVersionId ?? null,
    ],
  );
  await insertExchanges(tx, trace);
}

async function insertExchanges(tx: Queryable, { id, exchanges }: Pick<NewTrace, 'id' | 'exchanges'>): Promise<void> {
  for (const [position, { model, temperature, messages, reply }] of exchanges.entries())
    await tx.query(
      `INSERT INTO ai.trace_exchanges (trace_id, position, model, temperature, messages, reply)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        id,
        position,
        model,
        temperature,
        json(messages.map(({ role, content }) => ({ role, content: shortened(content) }))),
        reply === null ? null : storable(shortened(reply)),
      ],
    );
}

/** A person has sent what was drafted: the trace now explains that message. */
export async function nameTracedMessage(tx: Queryable, traceId: string, messageId: string): Promise<void> {
  await tx.query('UPDATE ai.traces SET message_id = $2 WHERE id = $1', [traceId, messageId]);
}

/** Longer texts are cut: a trace explains an answer and is no archive. */
const MOST_CHARACTERS = 40_000;

function shortened(text: string): string {
  const more = text.length - MOST_CHARACTERS;
  return more <= 0 ? text : `${text.slice(0, MOST_CHARACTERS)}… (${more} characters more)`;
}

/** Postgres takes neither a NUL nor half a character, which a model or a cut may leave: no answer may fail for its trace. */
const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

const json = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? storable(part) : part));

/** Records which chunks support a message; usage and success of articles are counted from these rows. */
export async function insertCitations(tx: Queryable, messageId: string, chunkIds: readonly string[]): Promise<void> {
  if (chunkIds.length === 0) return;
  await tx.query(
    `INSERT INTO ai.citations (message_id, chunk_id, position)
     SELECT $1, chunk_id, nth - 1 FROM unnest($2::uuid[]) WITH ORDINALITY AS cited(chunk_id, nth)`,
    [messageId, chunkIds],
  );
}
