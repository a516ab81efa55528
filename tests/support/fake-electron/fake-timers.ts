import type { Timers } from '../../../src-main/sidecar/timers.ts';

/** Time that passes only when a test says so. */
export function createFakeTimers(): Timers & { advanceMs(ms: number): void; pending(): number } {
  let nowMs = 0;
  let waiting: { atMs: number; work: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    after(delayMs, work) {
      const entry = { atMs: nowMs + delayMs, work };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    advanceMs(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        const next = waiting.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) break;
        waiting = waiting.filter((other) => other !== next);
        nowMs = next.atMs;
        next.work();
      }
      nowMs = endMs;
    },
    pending: () => waiting.length,
  };
}
