import { api, type RequestContext, staffOf } from '../../api.ts';
import { AppError } from '../../core/errors.ts';
import type { Queryable } from '../../database/database.ts';
import { readGate } from './read-gate.ts';
import { getReplay } from './replay.store.ts';
import { listChanges } from './replay-case.store.ts';
import { replayIdOf } from './replay-id.ts';
import type { createReplays } from './replays.ts';

export function createReplayRoutes(db: Queryable, replays: ReturnType<typeof createReplays>) {
  const routes = api.replays;
  return {
    start: routes.start.handler(({ input: { clientKey, ...input }, context }) =>
      replays.start({ id: replayIdOf(input.versionId, clientKey), ...input, by: askerOf(context, input) }),
    ),
    startArticle: routes.startArticle.handler(({ input, context }) => {
      const { expectedVersion: articleVersion, clientKey, ...change } = input;
      const id = replayIdOf(change.articleId, clientKey);
      return replays.startArticle({ id, articleVersion, ...change, by: askerOf(context, input) });
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

/** Who begins it. What a judging model costs is for the owner to decide. */
function askerOf(context: RequestContext, { withModelJudge }: { withModelJudge: boolean }): string {
  const { id, role } = staffOf(context);
  if (withModelJudge && role !== 'owner')
    throw new AppError('FORBIDDEN', 'Only the owner may have a language model judge. Try it with the rules alone.');
  return id;
}
