import { costMicroUsd, type OwnPrices } from './prices.ts';

/** One task that a model behind an API was given, for the account of what the AI costs. Never holds any text. */
export interface ModelCall {
  model: string;
  /** What it was asked for: `answer`, `embed`, `probe`, or the name of another task. */
  task: string;
  inputTokens: number;
  outputTokens: number;
  /** Null when the price of the model is not known. */
  costMicroUsd: number | null;
  ms: number;
  outcome: 'ok' | 'failed' | 'aborted';
}

export type RecordModelCall = (call: ModelCall) => void;

export type CallMeter = ReturnType<typeof createCallMeter>;

/** Counts tokens over the attempts of one task and records them once, whatever becomes of it. */
export function createCallMeter(
  task: string,
  model: string,
  nowMs: () => number,
  record: RecordModelCall,
  ownPrices: () => OwnPrices = () => ({}),
) {
  const startedMs = nowMs();
  let inputTokens = 0;
  let outputTokens = 0;
  const usage = () => ({
    inputTokens,
    outputTokens,
    costMicroUsd: costMicroUsd(model, inputTokens, outputTokens, ownPrices()),
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
