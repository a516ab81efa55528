import type { ChatMessage } from '#contract/chat.ts';
import type { FeedbackValues } from '#contract/conversations.ts';
import { backOffMs } from '../../lib/back-off.ts';
import type { KeyValueStorage } from '../../lib/storage.ts';
import { type ChatApi, type ChatView, createHolder, type Visitor } from './chat-view.ts';
import { createConversationReader } from './conversation-reader.ts';
import { createFeedbackSaver } from './feedback-saver.ts';
import { withAcknowledged } from './merge-state.ts';
import { readOutbox, writeOutbox } from './outbox.ts';
import { isSessionOver, problemText } from './problem.ts';
import { createSendQueue } from './send-queue.ts';
import type { StoredSession } from './stored-session.ts';
import { personAlready } from './who-answers.ts';

export interface ChatStoreDeps {
  api: ChatApi;
  /** Reads a party of this conversation as a file for a calendar. */
  readCalendarFile: (bookingId: string) => Promise<File>;
  session: StoredSession;
  /** Where what is not sent yet outlives a reload. */
  storage: KeyValueStorage;
  newKey: () => string;
  wait: (delayMs: number, signal: AbortSignal) => Promise<void>;
  random: () => number;
}

export type ChatStore = ReturnType<typeof createChatStore>;

const SESSION_OVER = 'Your earlier conversation has ended. What you write now begins a new one.';

/** Before a conversation, nothing of the last one is left, nor is there a connection that could be lost. */
const NOTHING_YET = { conversation: undefined, feedbackEdits: {}, connection: 'connecting' } as const;

/** The customer's side of one conversation: what is known of it, and everything that can be done in it. */
export function createChatStore({ api, readCalendarFile, session, storage, newKey, wait, random }: ChatStoreDeps) {
  const view = createHolder<ChatView>({
    welcome: undefined,
    ...NOTHING_YET,
    hasSession: session.token() !== undefined,
    outbox: readOutbox(storage),
    isAsking: false,
    notice: undefined,
    canGoBack: session.hasEarlier(),
  });
  let visitor: Visitor = { name: '', contact: '' };
  let starting: Promise<void> | undefined;

  const reader = createConversationReader({ api, view, token: session.token, onSessionOver, wait, random });
  const queue = createSendQueue({
    read: () => view.get().outbox,
    write: setOutbox,
    send: sendMessage,
    async onAcknowledged(message) {
      view.set({ conversation: withAcknowledged(view.get().conversation, message) });
      const isShown = view.get().conversation !== undefined;
      const refreshed = reader.refresh();
      if (!isShown) await refreshed;
    },
    wait,
    random,
  });
  const saveFeedback = createFeedbackSaver(
    (id, values) => api.giveFeedback({ id, ...values }),
    (id, outcome) => {
      const { [id]: _, ...feedbackEdits } = view.get().feedbackEdits;
      view.set({ feedbackEdits });
      if ('error' in outcome) view.set({ notice: `Your feedback was not saved. ${problemText(outcome.error)}` });
      else patchMessage(id, { feedback: outcome.saved });
    },
  );

  function setOutbox(outbox: ChatView['outbox']): void {
    writeOutbox(storage, outbox);
    view.set({ outbox });
  }

  function patchMessage(id: string, change: Partial<ChatMessage>): void {
    const { conversation } = view.get();
    if (conversation === undefined) return;
    const messages = conversation.messages.map((message) => (message.id === id ? { ...message, ...change } : message));
    view.set({ conversation: { ...conversation, messages } });
  }

  function onSessionOver(): void {
    reader.stop();
    session.forget();
    view.set({ ...NOTHING_YET, hasSession: false, notice: SESSION_OVER });
  }

  /** Begins a conversation unless there is one; two that ask at once get the same. */
  function ensureSession(): Promise<void> {
    if (session.token() !== undefined) return Promise.resolve();
    starting ??= api
      .start({ name: visitor.name, contact: visitor.contact })
      .then(({ token }) => {
        session.remember(token);
        view.set({ hasSession: true });
        reader.follow();
      })
      .finally(() => {
        starting = undefined;
      });
    return starting;
  }

  /** Does something in the conversation; where its session is over, in a new one. */
  async function inSession<T>(act: () => Promise<T>): Promise<T> {
    await ensureSession();
    try {
      return await act();
    } catch (error) {
      if (!isSessionOver(error)) throw error;
      onSessionOver();
      await ensureSession();
      return act();
    }
  }

  function sendMessage(message: { content: string; clientKey: string }): Promise<ChatMessage> {
    return inSession(() => api.send(message));
  }

  function leave(): void {
    reader.stop();
    setOutbox([]);
    view.set({ ...NOTHING_YET, notice: undefined });
  }

  function showSession(): void {
    view.set({ hasSession: session.token() !== undefined, canGoBack: session.hasEarlier() });
  }

  return {
    getView: view.get,
    subscribe: view.subscribe,

    /** Loads what there is and goes on with it: an earlier conversation, and messages that were not sent. */
    async open(): Promise<void> {
      if (view.get().hasSession) reader.follow();
      void queue.flush();
      for (let attempt = 0; view.get().welcome === undefined; attempt++) {
        try {
          view.set({ welcome: await api.welcome() });
          if (!view.get().hasSession) view.set({ connection: 'live' });
        } catch {
          view.set({ connection: 'lost' });
          await wait(backOffMs(attempt, random), new AbortController().signal);
        }
      }
    },

    setVisitor(next: Visitor): void {
      visitor = next;
    },

    send(content: string): void {
      const { outbox, conversation } = view.get();
      const afterSeq = conversation?.messages.at(-1)?.seq ?? 0;
      setOutbox([...outbox, { clientKey: newKey(), content: content.trim(), afterSeq, status: 'sending' }]);
      view.set({ notice: undefined });
      void queue.flush();
    },
    retry: queue.retry,
    discard: queue.discard,

    async askForPerson(): Promise<void> {
      if (view.get().isAsking) return;
      const already = personAlready(view.get().conversation);
      view.set({ isAsking: already === undefined, notice: already });
      if (already !== undefined) return;
      try {
        await inSession(() => api.askForPerson());
        void reader.refresh();
      } catch (error) {
        view.set({ notice: problemText(error) });
      } finally {
        view.set({ isAsking: false });
      }
    },

    giveFeedback(messageId: string, values: FeedbackValues): void {
      view.set({ feedbackEdits: { ...view.get().feedbackEdits, [messageId]: values } });
      void saveFeedback(messageId, values);
    },

    async rate(rating: number): Promise<void> {
      const { conversation } = view.get();
      if (conversation === undefined) return;
      view.set({ conversation: { ...conversation, rating } });
      try {
        await api.rate({ rating });
      } catch (error) {
        view.set({ notice: `Your rating was not saved. ${problemText(error)}` });
        void reader.refresh();
      }
    },

    /** The file, or undefined after telling why there is none. */
    async calendarFile(bookingId: string): Promise<File | undefined> {
      try {
        return await readCalendarFile(bookingId);
      } catch (error) {
        view.set({ notice: problemText(error) });
        return undefined;
      }
    },

    readSource: (chunkId: string) => api.source({ chunkId }),

    dismissNotice: () => view.set({ notice: undefined }),

    /** Puts this conversation aside; the next message begins another. */
    newConversation(): void {
      session.putAside();
      leave();
      showSession();
    },

    goBack(): void {
      session.takeBack();
      leave();
      showSession();
      reader.follow();
    },
  };
}
