import { api, staffOf } from '../../api.ts';
import { type CorrectDeps, createCorrectRouting } from './correct-routing.ts';
import type { Router } from './create-router.ts';
import { readIntent, readIntents } from './read-intents.ts';
import { createTeachRouter, type TeachDeps } from './teach-router.ts';

export interface IntentRouteDeps extends TeachDeps, CorrectDeps {
  router: Router;
}

const DONE = { done: true } as const;

export function createIntentRoutes(deps: IntentRouteDeps) {
  const teach = createTeachRouter(deps);
  const corrections = createCorrectRouting(deps);
  const read = (name: string) => readIntent(deps.db, name, deps.router.report());
  const routes = api.intents;
  return {
    list: routes.list.handler(() => readIntents(deps.db, deps.router.report())),
    get: routes.get.handler(({ input }) => read(input.name)),
    create: routes.create.handler(async ({ input, context }) => {
      await teach.create({ ...input, by: staffOf(context).id });
      return read(input.name);
    }),
    update: routes.update.handler(async ({ input, context }) => {
      await teach.update({ ...input, by: staffOf(context).id });
      return read(input.name);
    }),
    remove: routes.remove.handler(async ({ input, context }) => {
      await teach.remove(input.name, staffOf(context).id);
      return DONE;
    }),
    restore: routes.restore.handler(async ({ input, context }) => {
      await teach.restore(input.name, staffOf(context).id);
      return read(input.name);
    }),
    addSentences: routes.addSentences.handler(async ({ input, context }) => {
      await teach.addSentences({ ...input, by: staffOf(context).id });
      return read(input.name);
    }),
    removeSentence: routes.removeSentence.handler(async ({ input, context }) => {
      await teach.removeSentence({ ...input, by: staffOf(context).id });
      return read(input.name);
    }),
    try: routes.try.handler(({ input }) => deps.router.route(input.text)),
    corrections: routes.corrections.handler(({ input }) => corrections.list(input)),
    correct: routes.correct.handler(({ input, context }) => corrections.correct({ ...input, by: staffOf(context).id })),
    removeCorrection: routes.removeCorrection.handler(async ({ input }) => {
      await corrections.remove(input.id);
      return DONE;
    }),
  };
}
