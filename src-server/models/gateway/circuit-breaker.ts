/** Consecutive tasks that failed, each after its own retries, before a model is left alone. */
const FAILURES_TO_OPEN = 2;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 600_000;

/** Whether a model may be asked. `probe` is said once after a pause: find out in the background, ask nobody to wait. */
export type Permit = 'ask' | 'probe' | 'wait';

export interface BreakerFailure {
  /** Asking again soon cannot help (a wrong key, no credit): one such failure is enough. */
  isLasting?: boolean | undefined;
  /** How long the service asked to be left alone. */
  pauseMs?: number | undefined;
}

/**
 * Leaves a failing model alone, so that no customer waits for a dead service. After a pause, which doubles each time,
 * one probe decides whether it is asked again.
 */
export function createCircuitBreaker(nowMs: () => number, openUntil?: number) {
  let failures = openUntil === undefined ? 0 : FAILURES_TO_OPEN;
  let openings = openUntil === undefined ? 0 : 1;
  let openUntilMs = openUntil;
  let isProbing = false;
  return {
    permit(): Permit {
      if (openUntilMs === undefined) return 'ask';
      if (isProbing || nowMs() < openUntilMs) return 'wait';
      isProbing = true;
      return 'probe';
    },
    succeeded(): void {
      failures = 0;
      openings = 0;
      openUntilMs = undefined;
      isProbing = false;
    },
    failed({ isLasting = false, pauseMs }: BreakerFailure = {}): void {
      failures += 1;
      isProbing = false;
      if (!isLasting && pauseMs === undefined && failures < FAILURES_TO_OPEN) return;
      openings += 1;
      const usualMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (openings - 1));
      openUntilMs = nowMs() + Math.max(usualMs, pauseMs ?? 0);
    },
    /** Ends a probe that found out nothing. */
    undecided(): void {
      isProbing = false;
    },
    openUntilMs: () => openUntilMs,
  };
}
