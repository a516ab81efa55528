const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
const CRASHES_BEFORE_GIVING_UP = 6;
/** A sidecar that ran for this long was well: its crash starts a new count. */
const STABLE_AFTER_MS = 60_000;

/** Decides how long to wait before the next start after a crash. */
export interface BackOff {
  /** Milliseconds to wait, doubled with each crash; undefined when crashing has become a loop. */
  delayAfterCrash(ranForMs: number): number | undefined;
  reset(): void;
}

export function createBackOff(): BackOff {
  let crashes = 0;
  return {
    delayAfterCrash(ranForMs) {
      if (ranForMs >= STABLE_AFTER_MS) crashes = 0;
      crashes += 1;
      if (crashes >= CRASHES_BEFORE_GIVING_UP) return undefined;
      return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (crashes - 1));
    },
    reset() {
      crashes = 0;
    },
  };
}
