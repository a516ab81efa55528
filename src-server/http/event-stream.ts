import { withEventMeta } from '@orpc/server';
import type { ServerEvent } from '../contract/events.ts';
import { AppError } from '../core/errors.ts';
import type { Service } from '../core/lifecycle.ts';
import type { EventHub } from './event-hub.ts';

export interface EventStreams extends Service {
  /** How many are open now. */
  count(): number;
  /** One reader's events, for as long as the reader stays. Throws when there are too many readers. */
  open(reader: StreamReader): AsyncGenerator<ServerEvent, void, void>;
}

export interface StreamReader {
  /** The last event that the reader has seen; what came after it is sent first. */
  after: string | undefined;
  /** Aborts when the reader is gone. */
  signal: AbortSignal;
  /** Whether this reader may know of an event. */
  accepts(event: ServerEvent): boolean;
  /** Whether the reader's rights must be looked at again after an event; the stream then ends, and the reader comes back. */
  endsWith?(event: ServerEvent): boolean;
  /** Cuts off a reader that has stopped reading. */
  disconnect(): void;
}

export interface EventStreamOptions {
  maxStreams?: number;
  /** How long a reader may leave an event unread before it is cut off, so that it does not pile up memory here. */
  stallMs?: number;
  /** Every stream ends after this time, and the reader's session is looked at again when it comes back. */
  maxAgeMs?: number;
}

export function createEventStreams(hub: EventHub, options: EventStreamOptions = {}): EventStreams {
  const { maxStreams = 1_000, stallMs = 30_000, maxAgeMs = 60 * 60_000 } = options;
  const stopped = new AbortController();
  let open = 0;

  async function* read(reader: StreamReader): AsyncGenerator<ServerEvent, void, void> {
    const signal = AbortSignal.any([reader.signal, stopped.signal, AbortSignal.timeout(maxAgeMs)]);
    open += 1;
    try {
      // Up to here the reader's rights have just been looked at.
      const beginning = Number(await hub.startingPoint(undefined));
      let at = await hub.startingPoint(reader.after);
      while (!signal.aborted) {
        for (const event of await hub.after(at, signal)) {
          at = event.id;
          if (reader.accepts(event)) yield* pushed(event, reader);
          if (Number(event.id) > beginning && reader.endsWith?.(event)) return;
        }
      }
    } finally {
      open -= 1;
    }
  }

  /** Asking for the next event is how a reader shows that it has taken this one. */
  async function* pushed(event: ServerEvent, reader: StreamReader): AsyncGenerator<ServerEvent, void, void> {
    const stalled = setTimeout(reader.disconnect, stallMs);
    try {
      yield withEventMeta({ ...event }, { id: event.id });
    } finally {
      clearTimeout(stalled);
    }
  }

  return {
    name: 'event streams',
    start: async () => {},
    /** Ends every stream, as the server would wait for them otherwise. */
    stop: async () => stopped.abort(),
    count: () => open,
    open(reader) {
      if (open >= maxStreams)
        throw new AppError('TOO_MANY_REQUESTS', 'Too many windows are following this desk. Close some and try again.');
      return read(reader);
    },
  };
}
