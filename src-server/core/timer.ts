import { setTimeout as delay } from 'node:timers/promises';

/** Waiting, injected so that tests decide when a time is up. */
export interface Timer {
  /** Waits and does nothing else; rejects when the signal ends it. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `passed` after so long, while something goes on. Returns the way to lift the limit. */
  limit(ms: number, passed: () => void): () => void;
}

export const systemTimer: Timer = {
  pause: (ms, signal) => delay(ms, undefined, signal === undefined ? {} : { signal }),
  limit(ms, passed) {
    const running = setTimeout(passed, ms);
    return () => clearTimeout(running);
  },
};

/** Ends work that takes longer than `ms`: hand `signal` to it, and lift the limit when it is over. */
export function startTimeLimit(timer: Timer, ms: number, what: string): { signal: AbortSignal; lift(): void } {
  const controller = new AbortController();
  const lift = timer.limit(ms, () => controller.abort(new Error(`The time for ${what} has passed.`)));
  return { signal: controller.signal, lift };
}
