import { setTimeout as delay } from 'node:timers/promises';

/** A request's statements follow each other at once; only its question's vector takes longer. */
const QUIET_MS = 25;
/** After this the background goes on in any case, as a busy desk must not stop an import. */
const LONGEST_WAIT_MS = 500;
const LOOK_EVERY_MS = 5;

/** Lets what nobody waits for give way to what somebody waits for. */
export interface RightOfWay {
  /** Runs work that somebody waits for. */
  first<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nobody has asked for anything for a moment, or when that was long enough to wait. */
  quiet(): Promise<void>;
}

/**
 * On one connection, a request of several statements would wait for a transaction of the background before each of
 * them. Waiting for a quiet moment lets it meet one at most.
 */
export function createRightOfWay(nowMs: () => number = () => performance.now()): RightOfWay {
  let open = 0;
  let lastEndMs = Number.NEGATIVE_INFINITY;
  return {
    async first(work) {
      open += 1;
      try {
        return await work();
      } finally {
        open -= 1;
        lastEndMs = nowMs();
      }
    },
    async quiet() {
      const untilMs = nowMs() + LONGEST_WAIT_MS;
      while ((open > 0 || nowMs() - lastEndMs < QUIET_MS) && nowMs() < untilMs) await delay(LOOK_EVERY_MS);
    },
  };
}
