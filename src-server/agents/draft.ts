import type { AnswerMetadata, HandoverSummary, Priority } from '../contract/conversations.ts';
import type { AnswerEvidence, DecisionEvidence, PolicyReason } from '../contract/escalation-policy.ts';
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
  Partial<Pick<Trace, 'route' | 'toolCalls' | 'threshold' | 'degraded'>> & {
    /** How good the best answer was, where the articles were asked. */
    answerEvidence?: AnswerEvidence;
    /** All that the policy decided by. */
    evidence?: DecisionEvidence;
  };

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
  | {
      action: 'escalate';
      reason: PolicyReason;
      /** Where the matter is more urgent than the policy takes its reason for. */
      priority: Priority | undefined;
      detail: string;
      /** What is known, for the person who takes over. */
      summary?: HandoverSummary;
      /** What the customer is told before they hear that a person takes over. */
      preface?: string;
      trace: DraftTrace;
    };

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

/** Hands over to a person; the policy tells how urgently, unless `priority` says that it is more urgent than that. */
export function handOver(
  reason: PolicyReason,
  priority: Priority | undefined,
  detail: string,
  trace: DraftTrace,
): Reply {
  return { action: 'escalate', reason, priority, detail, trace };
}
