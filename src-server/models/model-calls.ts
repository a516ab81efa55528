import { costMicroUsd } from './prices.ts';

/** One call of a model behind an API, for the account of what the AI costs. Never holds any text. */
export interface ModelCall {
  model: string;
  task: 'answer' | 'embed';
  inputTokens: number;
  outputTokens: number;
  /** Null when the price of the model is not known. */
  costMicroUsd: number | null;
  ms: number;
  outcome: 'ok' | 'failed' | 'aborted';
}

export type RecordModelCall = (call: ModelCall) => void;

/** Counts tokens over the attempts of one task and records them once, whatever becomes of it. */
export function createCallMeter(task: ModelCall['task'], model: string, nowMs: () => number, record: RecordModelCall) {
  const startedMs = nowMs();
  let inputTokens = 0;
  let outputTokens = 0;
  const usage = () => ({
    inputTokens,
    outputTokens,
    costMicroUsd: costMicroUsd(model, inputTokens, outputTokens),
    ms: Math.round(nowMs() - startedMs),
  });
  return {
    add(tokens: { input: number; output: number }): void {
      inputTokens += tokens.input;
      outputTokens += tokens.output;
    },
    usage,
    async measure<T>(run: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
      try {
        const result = await run();
        record({ model, task, ...usage(), outcome: 'ok' });
        return result;
      } catch (error) {
        record({ model, task, ...usage(), outcome: signal?.aborted === true ? 'aborted' : 'failed' });
        throw error;
      }
    },
  };
}
