import { backOffMs } from '../../lib/back-off.ts';
import { followEvents } from '../../lib/follow-events.ts';
import type { ChatApi, ChatView, Holder } from './chat-view.ts';
import { mergeState } from './merge-state.ts';
import { isPassing, isSessionOver } from './problem.ts';

export interface ConversationReaderDeps {
  api: Pick<ChatApi, 'state' | 'events'>;
  view: Holder<ChatView>;
  token: () => string | undefined;
  onSessionOver: () => void;
  wait: (delayMs: number, signal: AbortSignal) => Promise<void>;
  random: () => number;
}

export interface ConversationReader {
  /** Reads the conversation again. Readings never overlap, so an old one cannot replace a newer one. */
  refresh(): Promise<void>;
  /** Keeps the conversation up to date from now on, over lost connections too. */
  follow(): void;
  stop(): void;
}

export function createConversationReader(deps: ConversationReaderDeps): ConversationReader {
  const { api, view, token } = deps;
  let following: AbortController | undefined;
  let reading: Promise<void> | undefined;
  let isStale = false;

  async function readUntilFresh(): Promise<void> {
    let attempt = 0;
    while (isStale) {
      isStale = false;
      const readWith = token();
      if (readWith === undefined) return;
      try {
        const read = await api.state();
        attempt = 0;
        if (token() === readWith) view.set({ conversation: mergeState(view.get().conversation, read) });
      } catch (error) {
        if (token() === readWith && isSessionOver(error)) deps.onSessionOver();
        if (!isPassing(error)) continue;
        await deps.wait(backOffMs(attempt++, deps.random), following?.signal ?? AbortSignal.abort());
        isStale = true;
      }
    }
  }

  function refresh(): Promise<void> {
    isStale = true;
    reading ??= readUntilFresh().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  return {
    refresh,
    follow() {
      following?.abort();
      const ending = new AbortController();
      following = ending;
      void followEvents(
        {
          open: (after, signal) => api.events({ after: after ?? view.get().conversation?.lastEventId }, { signal }),
          onEvent: () => void refresh(),
          onState(state, error) {
            if (ending.signal.aborted) return;
            view.set({ connection: state });
            // What was read before the stream was open may be old. A session that is over shows in the reading.
            if (state === 'live' || isSessionOver(error)) void refresh();
          },
          wait: deps.wait,
          random: deps.random,
        },
        ending.signal,
      );
    },
    stop() {
      following?.abort();
      following = undefined;
    },
  };
}
