import type { ServerEvent } from '../contract/events.ts';
import type { Queryable } from './database.ts';
import { getLatestEventId, listEventsAfter } from './events.store.ts';

/**
 * What happened, in the order of commits. A reader asks for what comes after the last id it has seen;
 * being woken is only a hint, which may come late, twice, or for nothing, and readers look again now and then anyway.
 */
export interface EventFeed {
  /** Events after `id` ("0" for all), oldest first. */
  readAfter(id: string, limit: number): Promise<ServerEvent[]>;
  /** The id to resume from for somebody who wants only what happens from now on; "0" when nothing has happened yet. */
  latestId(): Promise<string>;
  /** Calls `wake` when there may be new events. Returns the way to end that. */
  subscribe(wake: () => void): () => void;
}

export interface EventSignal {
  subscribe(wake: () => void): () => void;
  /** Wakes all subscribers of this process. */
  fire(): void;
}

/** The in-process half of waking readers. A subscriber that throws does not keep the others asleep. */
export function createEventSignal(onError: (error: unknown) => void): EventSignal {
  const subscribers = new Set<() => void>();
  return {
    subscribe(wake) {
      // A function of its own for each call, as the same `wake` may be subscribed twice and ended once.
      const entry = () => wake();
      subscribers.add(entry);
      return () => void subscribers.delete(entry);
    },
    fire() {
      for (const wake of [...subscribers]) {
        try {
          wake();
        } catch (error) {
          onError(error);
        }
      }
    },
  };
}

export function createEventFeed(db: Queryable, signal: EventSignal): EventFeed {
  return {
    readAfter: (id, limit) => listEventsAfter(db, id, limit),
    latestId: () => getLatestEventId(db),
    subscribe: signal.subscribe,
  };
}
