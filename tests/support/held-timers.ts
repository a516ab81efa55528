import type { Timer } from '../../src-server/core/timer.ts';

/**
 * Time limits that pass only when a test says so, and pauses that are over at once: so that what depends on waiting is
 * tried without any wait, and a busy machine changes nothing.
 */
export interface HeldTimers extends Timer {
  /** How long each pause would have taken, in milliseconds, in their order. */
  readonly pauses: number[];
  /** The limits that passed, in milliseconds, in their order. */
  readonly passed: number[];
  /** How many limits are running. */
  running(): number;
  /** Lets time go by until the next limit has passed. Returns its length in milliseconds; undefined when none runs. */
  passNext(): number | undefined;
}

export function createHeldTimers(onPassed: (ms: number) => void = () => undefined): HeldTimers {
  const pauses: number[] = [];
  const passed: number[] = [];
  const limits = new Set<{ ms: number; endsAt: number; end: () => void }>();
  let now = 0;
  return {
    pauses,
    passed,
    async pause(ms, signal) {
      signal?.throwIfAborted();
      pauses.push(ms);
    },
    limit(ms, end) {
      const limit = { ms, endsAt: now + ms, end };
      limits.add(limit);
      return () => void limits.delete(limit);
    },
    running: () => limits.size,
    passNext() {
      const [next] = [...limits].sort((a, b) => a.endsAt - b.endsAt);
      if (next === undefined) return undefined;
      limits.delete(next);
      const elapsed = Math.max(0, next.endsAt - now);
      now += elapsed;
      onPassed(elapsed);
      passed.push(next.ms);
      next.end();
      return next.ms;
    },
  };
}
