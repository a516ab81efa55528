import type { Clock } from '../core/clock.ts';

export interface AttemptLimit {
  /** How long to wait before another attempt for `key` is looked at; 0 when it is at once. */
  waitMs(key: string): number;
  failed(key: string): void;
  succeeded(key: string): void;
}

export interface AttemptLimitOptions {
  clock: Clock;
  attempts: number;
  windowMs: number;
  /** The most keys that are remembered; beyond it the oldest are forgotten. */
  maxKeys?: number;
}

/**
 * Slows down guessing: so many failures of one key within a window, then nothing until the oldest of them is over.
 * Kept in memory: a restart forgives, and each sidecar of a team counts by itself.
 */
export function createAttemptLimit({ clock, attempts, windowMs, maxKeys = 10_000 }: AttemptLimitOptions): AttemptLimit {
  const failures = new Map<string, number[]>();

  function recent(key: string): number[] {
    const since = clock.now().getTime() - windowMs;
    return (failures.get(key) ?? []).filter((at) => at > since);
  }
  return {
    waitMs(key) {
      const [oldest, ...others] = recent(key).slice(-attempts);
      if (oldest === undefined || others.length + 1 < attempts) return 0;
      return oldest + windowMs - clock.now().getTime();
    },
    failed(key) {
      const at = [...recent(key), clock.now().getTime()].slice(-attempts);
      failures.delete(key);
      failures.set(key, at);
      const eldest = failures.keys().next().value;
      if (failures.size > maxKeys && eldest !== undefined) failures.delete(eldest);
    },
    succeeded: (key) => void failures.delete(key),
  };
}
