import type { ServerEvent } from '../contract/events.ts';
import { errorText } from '../core/errors.ts';
import type { Service } from '../core/lifecycle.ts';
import type { Log } from '../core/log.ts';
import type { EventFeed } from '../database/event-feed.ts';

/** Reads new events once for all streams of this process, however many there are. */
export interface EventHub extends Service {
  /** Where a reader begins who has seen everything up to `after`; without it, with what happens from now on. */
  startingPoint(after: string | undefined): Promise<string>;
  /** The events after `id`, in order. Waits until there are some; resolves to none when `signal` aborts. */
  after(id: string, signal: AbortSignal): Promise<readonly ServerEvent[]>;
}

export interface EventHubDeps {
  feed: EventFeed;
  log: Log;
  /** Readers are woken by hints, which may get lost; this is how soon the database is asked anyway. */
  lookEveryMs?: number;
  /** Events that are kept in memory for readers who are nearly up to date; whoever is further behind asks the database. */
  keep?: number;
}

const BATCH = 500;

export function createEventHub({ feed, log, lookEveryMs = 5_000, keep = 2_000 }: EventHubDeps): EventHub {
  /** What happened after `recentSince`, oldest first, up to `latest`. */
  const recent: ServerEvent[] = [];
  let recentSince = '0';
  let latest = '0';
  const readers = new Set<() => void>();

  const stopped = new AbortController();
  let nudge = Promise.withResolvers<void>();
  let running: Promise<void> | undefined;
  let unsubscribe = () => {};

  async function readNews(): Promise<void> {
    for (;;) {
      const events = await feed.readAfter(latest, BATCH);
      if (events.length === 0) return;
      recent.push(...events);
      latest = recent.at(-1)?.id ?? latest;
      const dropped = recent.splice(0, Math.max(0, recent.length - keep));
      recentSince = dropped.at(-1)?.id ?? recentSince;
      for (const wake of [...readers]) wake();
    }
  }

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      const nudged = nudge.promise;
      try {
        await readNews();
      } catch (error) {
        log.warn('events could not be read; trying again', { reason: errorText(error) });
      }
      const timer = setTimeout(wake, lookEveryMs);
      await nudged;
      clearTimeout(timer);
    }
  }

  function wake(): void {
    const waiting = nudge;
    nudge = Promise.withResolvers();
    waiting.resolve();
  }

  function newsOrAbort(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        readers.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      readers.add(done);
      signal.addEventListener('abort', done);
    });
  }

  return {
    name: 'event hub',
    async start() {
      latest = recentSince = await feed.latestId();
      unsubscribe = feed.subscribe(wake);
      running = run();
    },
    async stop() {
      unsubscribe();
      stopped.abort();
      wake();
      await running;
    },
    async startingPoint(after) {
      if (after === undefined) return latest;
      // Ids beyond the last one come from before a restored backup; waiting for them would be waiting in vain.
      return isBefore(latest, after) && isBefore(await feed.latestId(), after) ? latest : after;
    },
    async after(id, signal) {
      while (!signal.aborted) {
        if (isBefore(id, recentSince)) {
          const events = await feed.readAfter(id, BATCH);
          if (events.length > 0) return events;
        }
        const events = recent.slice(recent.findLastIndex((event) => !isBefore(id, event.id)) + 1);
        if (events.length > 0) return events.slice(0, BATCH);
        await newsOrAbort(signal);
      }
      return [];
    },
  };
}

/** Ids count events from 1, so they stay far below 2^53. */
function isBefore(a: string, b: string): boolean {
  return Number(a) < Number(b);
}
