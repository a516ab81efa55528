import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '#contract/chat.ts';
import { createMemoryStorage } from '../../lib/storage.ts';
import { chatMessage, chatState } from './chat-fixtures.ts';
import { createChatStore } from './chat-store.ts';
import type { ChatApi } from './chat-view.ts';
import { createStoredSession } from './stored-session.ts';

const sessionOver = () =>
  new ORPCError('UNAUTHENTICATED', { defined: true, message: 'Sign in again.', data: { requestId: 'r' } });

/** A server with one conversation at a time. What is in `failures` happens to the next sends, in turn. */
function setUp() {
  const storage = createMemoryStorage();
  const session = createStoredSession(storage);
  const stored = new Map<string, ChatMessage>();
  const failures: Error[] = [];
  const sent: string[] = [];
  let starts = 0;
  const server = {
    welcome: async () => ({ businessName: 'MyHibachi', greeting: 'Hi!', suggestions: [] }),
    start: async () => ({ token: `token-${++starts}`, conversationId: `conversation-${starts}`, expiresAt: '' }),
    state: async () => chatState([...stored.values()], { conversationId: `conversation-${starts}` }),
    async send({ content, clientKey }: { content: string; clientKey: string }) {
      sent.push(clientKey);
      const message = stored.get(clientKey) ?? chatMessage(stored.size + 1, { content });
      const failure = failures.shift();
      // The answer to a request that was carried out can be lost, too.
      if (failure === undefined || failure instanceof TypeError) stored.set(clientKey, message);
      if (failure !== undefined) throw failure;
      return message;
    },
    giveFeedback: async () => {
      throw new ORPCError('CONFLICT', { defined: true, message: 'Not this one.', data: { requestId: 'r' } });
    },
    events: (_input: unknown, { signal }: { signal: AbortSignal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  };
  let keys = 0;
  const store = createChatStore({
    // Only what these tests use; the real client is tried by the end-to-end specs.
    api: server as unknown as ChatApi,
    readCalendarFile: async () => new File([], 'party.ics'),
    session,
    storage,
    newKey: () => `key-${++keys}`,
    wait: async () => {},
    random: () => 0.5,
  });
  const settled = async (isDone: () => boolean) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = store.subscribe(() => isDone() && resolve());
    if (!isDone()) await promise;
    stop();
  };
  const isSent = () => store.getView().outbox.length === 0;
  return { store, session, storage, stored, failures, sent, settled, isSent };
}

describe('the chat store', () => {
  it('begins a conversation with the first message, and shows the message all the time', async () => {
    const { store, session, settled, isSent } = setUp();
    const shown: number[] = [];
    store.subscribe(() => {
      const { outbox, conversation } = store.getView();
      shown.push(outbox.length + (conversation?.messages.length ?? 0));
    });
    store.send('  Hello ');
    await settled(isSent);
    expect(session.token()).toBe('token-1');
    expect(store.getView().conversation?.messages).toMatchObject([{ content: 'Hello' }]);
    expect(Math.min(...shown)).toBe(1);
  });

  it('sends again under the same key when the answer was lost, so that nothing doubles', async () => {
    const { store, stored, failures, sent, settled, isSent } = setUp();
    failures.push(new TypeError('Failed to fetch'), new TypeError('Failed to fetch'));
    store.send('Hello');
    await settled(isSent);
    expect(sent).toEqual(['key-1', 'key-1', 'key-1']);
    expect(stored.size).toBe(1);
  });

  it('keeps the order while the first message cannot be sent', async () => {
    const { store, failures, stored, settled, isSent } = setUp();
    failures.push(new TypeError('Failed to fetch'));
    store.send('one');
    store.send('two');
    await settled(isSent);
    expect([...stored.values()].map(({ content }) => content)).toEqual(['one', 'two']);
  });

  it('shows why a message was refused, and sends the next one all the same', async () => {
    const { store, failures, settled } = setUp();
    failures.push(new ORPCError('BAD_INPUT', { defined: true, message: 'Too long.', data: { requestId: 'r' } }));
    store.send('one');
    store.send('two');
    await settled(() => store.getView().outbox.length === 1);
    const [refused] = store.getView().outbox;
    expect(refused).toMatchObject({
      content: 'one',
      status: 'failed',
      problem: { text: 'Too long.', isPassing: false },
    });
    store.discard(refused?.clientKey ?? '');
    expect(store.getView().outbox).toEqual([]);
  });

  it('begins anew when the session is over, says so, and loses nothing that was written', async () => {
    const { store, session, failures, settled, isSent } = setUp();
    session.remember('old');
    failures.push(sessionOver());
    store.send('Are you there?');
    await settled(isSent);
    expect(session.token()).toBe('token-1');
    expect(store.getView().notice).toContain('earlier conversation has ended');
    expect(store.getView().conversation?.messages).toMatchObject([{ content: 'Are you there?' }]);
  });

  it('takes feedback back that the server refuses, and says why', async () => {
    const { store, settled, isSent } = setUp();
    store.send('Hello');
    await settled(isSent);
    const feedback = { thumbs: 'up', stars: null, helpful: null, accurate: null, comment: null } as const;
    store.giveFeedback('message-1', feedback);
    expect(store.getView().feedbackEdits['message-1']).toEqual(feedback);
    await settled(() => store.getView().notice !== undefined);
    expect(store.getView().notice).toBe('Your feedback was not saved. Not this one.');
    expect(store.getView().feedbackEdits).toEqual({});
  });

  it('puts a conversation aside for a new one, and goes back to it', async () => {
    const { store, session, settled, isSent } = setUp();
    store.send('Hello');
    await settled(isSent);
    store.newConversation();
    expect(store.getView()).toMatchObject({ conversation: undefined, hasSession: false, canGoBack: true });
    store.goBack();
    expect(session.token()).toBe('token-1');
    expect(store.getView()).toMatchObject({ hasSession: true, canGoBack: false });
  });
});
