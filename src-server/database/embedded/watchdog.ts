import type { Engine } from './engine.ts';

export interface WatchdogTimes {
  intervalMs: number;
  /** How many pings in a row may go unanswered before the engine counts as hung. */
  misses: number;
}

export const WATCHDOG_TIMES: WatchdogTimes = { intervalMs: 2_000, misses: 3 };

export interface Watchdog {
  /** Counts no misses for at most `limitMs`, as something long is meant to run. Returns the way to end that early. */
  expectLong(limitMs: number): () => void;
  stop(): void;
}

/** Asks the engine thread again and again whether it is there, apart from the socket, and reports when it is not. */
export function startWatchdog(engine: Engine, times: WatchdogTimes, onHung: () => void): Watchdog {
  const allowances = new Set<{ untilMs: number }>();
  let answered = true;
  let missed = 0;

  const timer = setInterval(() => {
    const allowed = [...allowances].some(({ untilMs }) => performance.now() < untilMs);
    missed = answered || allowed ? 0 : missed + 1;
    if (missed >= times.misses) {
      stop();
      onHung();
    } else if (answered) {
      answered = false;
      engine.ask({ task: 'ping' }).then(
        () => {
          answered = true;
        },
        () => {},
      );
    }
  }, times.intervalMs);
  timer.unref();

  function stop(): void {
    clearInterval(timer);
  }
  return {
    expectLong(limitMs) {
      const allowance = { untilMs: performance.now() + limitMs };
      allowances.add(allowance);
      return () => void allowances.delete(allowance);
    },
    stop,
  };
}
