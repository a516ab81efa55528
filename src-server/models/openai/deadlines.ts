import type { Timer } from '../../core/timer.ts';

/** How long one attempt may take. */
export interface Deadlines {
  /** From sending to the first sign of an answer; only where the answer is streamed. */
  firstByteMs: number;
  /** Between two pieces of an answer. */
  betweenPiecesMs: number;
  /** From sending to the last byte. */
  wholeMs: number;
}

/** The deadlines of one attempt, running. `heard` is called with each sign of life; `stop` when the attempt is over. */
export function startDeadlines(timer: Timer, limits: Deadlines, isStreamed: boolean) {
  const passed = new AbortController();
  const start = (ms: number, what: string) =>
    timer.limit(ms, () => passed.abort(new Error(`The time for ${what} has passed.`)));
  const liftWhole = start(limits.wholeMs, 'the whole answer');
  let liftNext = isStreamed ? start(limits.firstByteMs, 'the first byte') : () => undefined;
  return {
    signal: passed.signal,
    heard(): void {
      liftNext();
      liftNext = start(limits.betweenPiecesMs, 'the next piece');
    },
    stop(): void {
      liftWhole();
      liftNext();
    },
  };
}
