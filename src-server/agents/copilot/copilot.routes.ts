import { api, staffOf } from '../../api.ts';
import { type CopilotDeps, createCopilot } from './create-copilot.ts';
import { findGrade } from './grade.store.ts';

export function createCopilotRoutes(deps: CopilotDeps) {
  const copilot = createCopilot(deps);
  const routes = api.copilot;
  return {
    grade: routes.grade.handler(async ({ input }) => ({ grade: (await findGrade(deps.db, input.id)) ?? null })),
    state: routes.state.handler(({ input, context }) => copilot.state(input.id, staffOf(context).id)),
    draft: routes.draft.handler(({ input, signal }) => copilot.draft(input.id, signal)),
    rewrite: routes.rewrite.handler(({ input: { id, ...request }, context, signal }) =>
      copilot.rewrite(id, request, staffOf(context).name, signal),
    ),
    summary: routes.summary.handler(({ input, context }) => copilot.summary(input.id, staffOf(context).id)),
    summarise: routes.summarise.handler(({ input, context, signal }) =>
      copilot.summarise(input.id, staffOf(context).id, signal),
    ),
  };
}
