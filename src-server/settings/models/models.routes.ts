import { api, staffOf } from '../../api.ts';
import { errorText } from '../../core/errors.ts';
import { type ChangePolicyDeps, changeModelPolicy } from './change-model-policy.ts';
import { readModelSettings } from './read-model-settings.ts';

export interface ModelRoutesDeps extends ChangePolicyDeps {
  /** One small call; rejects with a sentence that names the remedy. */
  probe: (model: string, options: { signal: AbortSignal | undefined }) => Promise<{ ms: number }>;
}

/** The language models as the owner sees and sets them. */
export function createModelRoutes(deps: ModelRoutesDeps) {
  const routes = api.models;
  return {
    get: routes.get.handler(() => readModelSettings(deps)),
    update: routes.update.handler(({ input, context }) => changeModelPolicy(deps, input, staffOf(context).id)),
    test: routes.test.handler(async ({ input, signal }) => {
      try {
        const { ms } = await deps.probe(input.model, { signal });
        return { works: true, ms, reason: null };
      } catch (error) {
        signal?.throwIfAborted();
        return { works: false, ms: null, reason: errorText(error) };
      }
    }),
  };
}
