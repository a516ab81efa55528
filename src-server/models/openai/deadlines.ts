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
export function startDeadlines(limits: Deadlines, isStreamed: boolean) {
  const passed = new AbortController();
  const end = (what: string) => passed.abort(new Error(`The time for ${what} has passed.`));
  const whole = setTimeout(() => end('the whole answer'), limits.wholeMs);
  let next = isStreamed ? setTimeout(() => end('the first byte'), limits.firstByteMs) : undefined;
  return {
    signal: passed.signal,
    heard(): void {
      clearTimeout(next);
      next = setTimeout(() => end('the next piece'), limits.betweenPiecesMs);
    },
    stop(): void {
      clearTimeout(whole);
      clearTimeout(next);
    },
  };
}
