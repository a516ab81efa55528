/** Time as the supervisor needs it, injected so that tests decide how it passes. */
export interface Timers {
  nowMs(): number;
  /** Runs `work` later, once; returns what cancels it. */
  after(delayMs: number, work: () => void): () => void;
}

export const systemTimers: Timers = {
  nowMs: () => performance.now(),
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
};
