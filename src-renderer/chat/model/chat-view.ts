import type { ChatState } from '#contract/chat.ts';
import type { ApiClient } from '#contract/client.ts';
import type { FeedbackEdits } from './feedback.ts';
import type { Outbox } from './outbox.ts';

export type ChatApi = ApiClient['chat'];
export type Welcome = Awaited<ReturnType<ChatApi['welcome']>>;

/** What a customer may tell of themselves before the first message. */
export interface Visitor {
  name: string;
  contact: string;
}

/** Everything that the page shows. */
export interface ChatView {
  /** Undefined until the server has answered for the first time. */
  welcome: Welcome | undefined;
  /** The conversation as the server last told it; undefined before the first message. */
  conversation: ChatState | undefined;
  /** There is a conversation, or it has just been asked for. */
  hasSession: boolean;
  outbox: Outbox;
  feedbackEdits: FeedbackEdits;
  /** Asking for a person is under way. */
  isAsking: boolean;
  /** `lost`: what is shown may be old, and the page is trying to reach the server. */
  connection: 'connecting' | 'live' | 'lost';
  notice: string | undefined;
  canGoBack: boolean;
}

/** A value with listeners: what React's `useSyncExternalStore` reads. */
export interface Holder<T> {
  get(): T;
  set(change: Partial<T>): void;
  subscribe(listener: () => void): () => void;
}

export function createHolder<T extends object>(initial: T): Holder<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      value = { ...value, ...change };
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
