import type { Queryable } from '../database/database.ts';

export interface RecordedCall {
  model: string;
  task: string;
  outcome: string;
  inputTokens: number;
  outputTokens: number;
  costMicroUsd: number | null;
  ms: number;
}

/** Books one call of a model, for the account of what the AI costs. */
export async function insertModelCall(db: Queryable, id: string, call: RecordedCall, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO ai.model_calls (id, model, task, outcome, input_tokens, output_tokens, cost_micro_usd, duration_ms, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      call.model,
      call.task,
      call.outcome,
      call.inputTokens,
      call.outputTokens,
      call.costMicroUsd,
      Math.round(call.ms),
      at,
    ],
  );
}
