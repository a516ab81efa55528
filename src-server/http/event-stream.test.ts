import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServerEvent } from '../contract/events.ts';
import { silentLog } from '../core/log.ts';
import type { EventFeed } from '../database/event-feed.ts';
import { createEventHub, type EventHub } from './event-hub.ts';
import { createEventStreams, type EventStreams } from './event-stream.ts';

/** A feed in memory that counts how often it is read. */
function fakeFeed() {
  const events: ServerEvent[] = [];
  const wakers = new Set<() => void>();
  let reads = 0;
  const feed: EventFeed = {
    async readAfter(id, limit) {
      reads += 1;
      return events.filter((event) => Number(event.id) > Number(id)).slice(0, limit);
    },
    latestId: async () => events.at(-1)?.id ?? '0',
    subscribe(wake) {
      wakers.add(wake);
      return () => void wakers.delete(wake);
    },
  };
  return {
    feed,
    reads: () => reads,
    add(count: number, wakes = true) {
      for (let n = 0; n < count; n++) {
        const id = String(events.length + 1);
        events.push({ id, type: 'message.created', conversationId: null, subjectId: id, at: '2026-01-01T00:00:00Z' });
      }
      if (wakes) for (const wake of [...wakers]) wake();
    },
  };
}

let source: ReturnType<typeof fakeFeed>;
let hub: EventHub;
let streams: EventStreams;
let gone: AbortController;

beforeEach(async () => {
  source = fakeFeed();
  hub = createEventHub({ feed: source.feed, log: silentLog, keep: 5, lookEveryMs: 50 });
  await hub.start();
  streams = createEventStreams(hub, { maxStreams: 3, stallMs: 20 });
  gone = new AbortController();
});
afterEach(async () => {
  await streams.stop();
  await hub.stop();
});

function open(after: string | undefined, disconnect = () => {}) {
  return streams.open({ after, signal: gone.signal, accepts: () => true, disconnect });
}

async function take(stream: AsyncIterator<ServerEvent, void>, count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) ids.push((await stream.next()).value?.id ?? 'end');
  return ids;
}

describe('event streams', () => {
  it('serve a reader who is far behind from the database, and then from memory, without a gap', async () => {
    source.add(1_203);
    const ids = await take(open('0'), 1_203);
    expect(ids).toEqual(Array.from({ length: 1_203 }, (_, n) => String(n + 1)));
  });

  it('read the database once for all readers', async () => {
    const readers = [open('0'), open('0'), open('0')];
    const taken = Promise.all(readers.map((reader) => take(reader, 4)));
    source.add(2);
    source.add(2);
    expect(await taken).toEqual(Array.from({ length: 3 }, () => ['1', '2', '3', '4']));
    // At most: one at the start, two for each of the two hints, and the regular looks meanwhile.
    expect(source.reads()).toBeLessThan(12);
  });

  it('find what no hint told of', async () => {
    const next = take(open('0'), 1);
    source.add(1, false);
    expect(await next).toEqual(['1']);
  });

  it('cut off a reader that stops reading', async () => {
    const cut = Promise.withResolvers<void>();
    const stalled = open('0', cut.resolve);
    source.add(2);
    await stalled.next();
    await cut.promise;
    await stalled.return();
    expect(streams.count()).toBe(0);
  });

  it('are bounded in number, and free their place when the reader goes', async () => {
    const readers = [open('0'), open('0'), open('0')];
    const ends = Promise.all(readers.map((reader) => reader.next()));
    expect(() => open('0')).toThrow(/Too many/);
    gone.abort();
    expect((await ends).every(({ done }) => done)).toBe(true);
    expect(streams.count()).toBe(0);
  });

  it('end when the server stops', async () => {
    const end = open('0').next();
    await streams.stop();
    expect(await end).toEqual({ done: true, value: undefined });
  });
});
