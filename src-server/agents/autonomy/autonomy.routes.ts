import { api, staffOf } from '../../api.ts';
import type { AutonomyDeps } from './autonomy-deps.ts';
import { readAutonomy } from './read-autonomy.ts';
import { createSetLevel } from './set-level.ts';

/** What the AI may do by itself. Every change answers with the whole dial as it then is. */
export function createAutonomyRoutes(deps: AutonomyDeps) {
  const { setLevel, setBars, decide, undo } = createSetLevel(deps);
  const routes = api.autonomy;
  const afterwards = async (work: Promise<void>) => {
    await work;
    return readAutonomy(deps);
  };
  return {
    get: routes.get.handler(() => readAutonomy(deps)),
    setLevel: routes.setLevel.handler(({ input: { level, ...scope }, context }) =>
      afterwards(setLevel(scope, level, staffOf(context).id)),
    ),
    setBars: routes.setBars.handler(({ input, context }) => afterwards(setBars(input, staffOf(context).id))),
    decide: routes.decide.handler(({ input, context }) =>
      afterwards(decide(input.id, input.accept, staffOf(context).id)),
    ),
    undo: routes.undo.handler(({ input, context }) => afterwards(undo(input.id, staffOf(context).id))),
  };
}
