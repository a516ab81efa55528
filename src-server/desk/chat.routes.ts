import { api, conversationOf } from '../api.ts';
import type { FeedbackValues } from '../contract/conversations.ts';
import type { Queryable } from '../database/database.ts';
import { type ChatDeps, createChat } from './chat.ts';

export interface ChatRoutesDeps extends ChatDeps {
  /** Throw TOO_MANY_REQUESTS to whoever asks more than people do. */
  chatLimits: { start: (clientAddress: string) => void; send: (conversationId: string) => void };
  recordCustomerFeedback: (conversationId: string, messageId: string, values: FeedbackValues) => Promise<void>;
  /** A chunk as it was cited, if this conversation cites it; NOT_FOUND otherwise. */
  getCitedSource: (
    db: Queryable,
    conversationId: string,
    chunkId: string,
  ) => Promise<{ chunkId: string; code: string | null; title: string; text: string }>;
}

const DONE = { done: true } as const;

export function createChatRoutes(deps: ChatRoutesDeps) {
  const chat = createChat(deps);
  const routes = api.chat;
  return {
    welcome: routes.welcome.handler(async () => {
      const { businessName, greeting, suggestions } = await deps.readSettings(deps.db);
      return { businessName, greeting, suggestions };
    }),
    start: routes.start.handler(({ input, context }) => {
      deps.chatLimits.start(context.clientAddress);
      return chat.start(input);
    }),
    state: routes.state.handler(({ context }) => chat.state(conversationOf(context))),
    send: routes.send.handler(({ input, context }) => {
      deps.chatLimits.send(conversationOf(context));
      return chat.send(conversationOf(context), input);
    }),
    askForPerson: routes.askForPerson.handler(async ({ context }) => {
      await chat.askForPerson(conversationOf(context));
      return DONE;
    }),
    giveFeedback: routes.giveFeedback.handler(async ({ input: { id, ...values }, context }) => {
      await deps.recordCustomerFeedback(conversationOf(context), id, values);
      if (values.thumbs === 'down') await chat.offerPerson(conversationOf(context));
      return DONE;
    }),
    rate: routes.rate.handler(async ({ input, context }) => {
      await chat.rate(conversationOf(context), input.rating);
      return DONE;
    }),
    source: routes.source.handler(({ input, context }) =>
      deps.getCitedSource(deps.db, conversationOf(context), input.chunkId),
    ),
  };
}
