/** What one model of the chain did for a task. */
export interface ModelAttempt {
  model: string;
  outcome: 'answered' | 'failed' | 'skipped';
  /** A sentence; null where it answered. */
  reason: string | null;
  ms: number;
}

/** What was sent to a model and what came back, before it is parsed or checked. */
export interface ModelExchange {
  model: string;
  /** Null where the model does not take one. */
  temperature: number | null;
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[];
  /** Null while none came. */
  reply: string | null;
}

/**
 * Which models were asked for an answer, and what was said with them. Made by whoever wants to know and handed to each
 * call, so that it also tells of calls that failed. It holds texts of customers: never log it.
 */
export interface CallJournal {
  attempts: ModelAttempt[];
  exchanges: ModelExchange[];
}

export const createCallJournal = (): CallJournal => ({ attempts: [], exchanges: [] });
