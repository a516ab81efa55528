import type { AnswerMetadata, EscalationReason, Priority } from '../contract/conversations.ts';
import type { Trace } from '../contract/traces.ts';
import type { Transaction } from '../database/database.ts';

/** How a draft came about, for the trace. What an agent leaves out did not happen: the journal of the turn tells the rest. */
export type DraftTrace = Pick<
  Trace,
  | 'agent'
  | 'intent'
  | 'intentScore'
  | 'retrieved'
  | 'examples'
  | 'checks'
  | 'model'
  | 'promptVersion'
  | 'inputTokens'
  | 'outputTokens'
  | 'costMicroUsd'
  | 'confidence'
> &
  Partial<Pick<Trace, 'route' | 'toolCalls' | 'threshold' | 'degraded'>>;

/** What an agent answers: a message, or that a person has to go on. */
export type Reply =
  | {
      action: 'send';
      text: string;
      metadata: AnswerMetadata;
      citedChunkIds: string[];
      exampleIds: string[];
      trace: DraftTrace;
    }
  | { action: 'escalate'; reason: EscalationReason; priority: Priority; detail: string; trace: DraftTrace };

/**
 * What an agent wants to do. Nothing is sent before the fence is passed; what changes more than the conversation, such
 * as a booking, is done in the transaction that passes it, and the reply tells what was done.
 */
export type Draft = Reply | { action: 'transact'; run: (tx: Transaction) => Promise<Reply>; trace: DraftTrace };

/** The trace of an agent that decides by rules alone. */
export function ruleTrace(agent: string, intent: string, intentScore: number): DraftTrace {
  return {
    agent,
    intent,
    intentScore,
    retrieved: [],
    examples: [],
    checks: [],
    model: 'rules',
    promptVersion: 'none',
    inputTokens: 0,
    outputTokens: 0,
    costMicroUsd: 0,
    confidence: 1,
  };
}

export function handOver(reason: EscalationReason, priority: Priority, detail: string, trace: DraftTrace): Reply {
  return { action: 'escalate', reason, priority, detail, trace };
}
