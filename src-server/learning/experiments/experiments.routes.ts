import { api, staffOf } from '../../api.ts';
import type { createExperiments } from './experiments.ts';

export function createExperimentRoutes(experiments: ReturnType<typeof createExperiments>) {
  const routes = api.experiments;
  return {
    plan: routes.plan.handler(({ input }) => experiments.plan(input)),
    start: routes.start.handler(({ input, context }) => experiments.start({ ...input, by: staffOf(context).id })),
    list: routes.list.handler(async () => ({ items: await experiments.list() })),
    stop: routes.stop.handler(({ input, context }) => experiments.stop(input.id, staffOf(context).id)),
  };
}
