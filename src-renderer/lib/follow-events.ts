import type { ServerEvent } from '#contract/events.ts';
import { backOffMs } from './back-off.ts';

export type LiveState = 'connecting' | 'live' | 'lost';

export interface FollowDeps {
  open(after: string | undefined, signal: AbortSignal): Promise<AsyncIterable<ServerEvent>>;
  onEvent(event: ServerEvent): void;
  /** `live` means: from now on nothing is missed; what was read before may be old. */
  onState(state: LiveState, error?: unknown): void;
  /** Ends early when there is a reason to try at once, such as a machine that woke up. */
  wait(delayMs: number, signal: AbortSignal): Promise<void>;
  random(): number;
}

/**
 * Follows the server's events until `signal` ends it: resumes after the last event seen, waits longer from try to
 * try. A stream that ends by itself is a lost one too, as the server never ends it while it runs.
 */
export async function followEvents(deps: FollowDeps, signal: AbortSignal): Promise<void> {
  let lastId: string | undefined;
  let attempt = 0;
  while (!signal.aborted) {
    let error: unknown;
    try {
      const events = await deps.open(lastId, signal);
      attempt = 0;
      deps.onState('live');
      for await (const event of events) {
        lastId = event.id;
        deps.onEvent(event);
        if (signal.aborted) return;
      }
    } catch (cause) {
      error = cause;
    }
    if (signal.aborted) return;
    deps.onState('lost', error);
    await deps.wait(backOffMs(attempt++, deps.random), signal);
  }
}
