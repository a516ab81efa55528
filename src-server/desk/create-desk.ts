import { type ChatRoutesDeps, createChatRoutes } from './chat.routes.ts';
import { getCitedSource } from './cited-source.store.ts';
import { createCloseIdle } from './close-idle.ts';
import { createDeskRoutes, type DeskRoutesDeps } from './desk.routes.ts';
import type { createEscalate } from './escalate.ts';
import { createReceiveMessage } from './receive-message.ts';
import { createSampleConversations, type SampleDeps } from './sample-conversations.ts';

export interface CreateDeskDeps
  extends DeskRoutesDeps,
    SampleDeps,
    Pick<
      ChatRoutesDeps,
      | 'createChatSession'
      | 'latestEventId'
      | 'setSatisfactionRating'
      | 'findSatisfactionRating'
      | 'recordCustomerFeedback'
      | 'chatLimits'
    > {
  escalate: ReturnType<typeof createEscalate>;
}

/** Everything that the rest of the sidecar needs of the desk. */
export function createDesk(deps: CreateDeskDeps) {
  const receiveMessage = createReceiveMessage(deps, deps.escalate);
  return {
    closeIdle: createCloseIdle(deps),
    samples: createSampleConversations(deps),
    routes: {
      ...createDeskRoutes(deps),
      chat: createChatRoutes({ ...deps, receiveMessage, getCitedSource }),
    },
  };
}
