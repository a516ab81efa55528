import { getEventMeta } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventType, ServerEvent } from '../../src-server/contract/events.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ startsEmpty: true });
});
afterAll(() => server.stop());

function emit(type: EventType, conversationId?: string, subjectId?: string): Promise<void> {
  return server.db.transaction(async (tx) => {
    tx.emit({ type, ...(conversationId ? { conversationId } : {}), ...(subjectId ? { subjectId } : {}) });
  });
}

async function take(stream: AsyncIterator<ServerEvent>, count: number): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  while (events.length < count) {
    const { value, done } = await stream.next();
    if (done) throw new Error(`The stream ended after ${events.length} events.`);
    events.push(value);
  }
  return events;
}

describe('the event stream', () => {
  it('sends what was missed, then what happens, each once and in order', async () => {
    const owner = await server.as('owner');
    const before = (await server.db.feed.latestId()).toString();
    for (let n = 0; n < 3; n++) await emit('article.updated', undefined, `a${n}`);
    const cut = new AbortController();
    const stream = await owner.system.events({ after: before }, { signal: cut.signal });
    expect((await take(stream, 3)).map(({ subjectId }) => subjectId)).toEqual(['a0', 'a1', 'a2']);
    await emit('article.updated', undefined, 'a3');
    const [live] = await take(stream, 1);
    expect(live).toMatchObject({ type: 'article.updated', subjectId: 'a3' });
    expect(getEventMeta(live)?.id).toBe(live?.id);
    cut.abort();

    for (let n = 4; n < 7; n++) await emit('article.updated', undefined, `a${n}`);
    const again = await owner.system.events({ after: before }, { lastEventId: String(live?.id) });
    expect((await take(again, 3)).map(({ subjectId }) => subjectId)).toEqual(['a4', 'a5', 'a6']);
    await again.return?.();
  });

  it('begins with what happens next where nothing was seen before', async () => {
    const owner = await server.as('owner');
    const stream = await owner.system.events({});
    const first = stream.next();
    await emit('dataset.created', undefined, 'd1');
    const { value } = (await first) as IteratorYieldResult<ServerEvent>;
    // Nothing may be lost; an event of just before the connection may still come.
    expect(['d1', 'a6']).toContain(value.subjectId);
    await stream.return?.();
  });

  it('tells a customer of their own conversation only, and only what is theirs to know', async () => {
    const mine = await server.startChat();
    const other = await server.startChat();
    const before = await server.db.feed.latestId();
    const stream = await server.client(mine.token).chat.events({ after: before });
    await emit('message.created', other.id);
    await emit('note.created', mine.id);
    await emit('feedback.recorded', mine.id);
    await emit('training.updated');
    await emit('message.created', mine.id, 'm1');
    const [event] = await take(stream, 1);
    expect(event).toMatchObject({ type: 'message.created', conversationId: mine.id, subjectId: 'm1' });
    await stream.return?.();
  });

  it('ends for a person whose rights have changed', async () => {
    const support = await server.as('support');
    const owner = await server.as('owner');
    const me = await support.users.me();
    const stream = await support.system.events({ after: await server.db.feed.latestId() });
    await owner.users.update({ id: me.id, isActive: false });
    const types: string[] = [];
    for await (const event of stream) types.push(event.type);
    expect(types).toEqual(['user.updated']);
    await expect(support.system.events({})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('goes on where an id lies beyond the end, as after a restored backup', async () => {
    const owner = await server.as('owner');
    const stream = await owner.system.events({ after: '999999999' });
    const first = stream.next();
    await emit('article.updated', undefined, 'after-restore');
    await expect(first).resolves.toMatchObject({ value: { subjectId: 'after-restore' } });
    await stream.return?.();
  });
});
