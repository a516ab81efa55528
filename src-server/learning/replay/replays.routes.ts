import { api, staffOf } from '../../api.ts';
import type { Queryable } from '../../database/database.ts';
import { readGate } from './read-gate.ts';
import { getReplay } from './replay.store.ts';
import { listChanges } from './replay-case.store.ts';
import { replayIdOf } from './replay-id.ts';
import type { createReplays } from './replays.ts';

export function createReplayRoutes(db: Queryable, replays: ReturnType<typeof createReplays>) {
  const routes = api.replays;
  return {
    start: routes.start.handler(({ input: { versionId, conversations, clientKey }, context }) =>
      replays.start({ id: replayIdOf(versionId, clientKey), versionId, conversations, by: staffOf(context).id }),
    ),
    startArticle: routes.startArticle.handler(({ input, context }) => {
      const { articleId, expectedVersion: articleVersion, draft, conversations, clientKey } = input;
      const id = replayIdOf(articleId, clientKey);
      return replays.startArticle({ id, articleId, articleVersion, draft, conversations, by: staffOf(context).id });
    }),
    startInstructions: routes.startInstructions.handler(({ input: { clientKey, ...input }, context }) =>
      replays.startInstructions({
        ...{ id: replayIdOf('instructions', clientKey), by: staffOf(context).id },
        ...input,
      }),
    ),
    get: routes.get.handler(({ input }) => getReplay(db, input.id)),
    changes: routes.changes.handler(({ input }) => listChanges(db, input)),
    gate: routes.gate.handler(({ input }) => readGate(db, input.versionId)),
  };
}
