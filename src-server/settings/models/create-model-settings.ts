import { z } from 'zod';
import type { Jobs } from '../../jobs/create-jobs.ts';
import type { Models } from '../../models/create-models.ts';
import type { ChangePolicyDeps } from './change-model-policy.ts';
import { createModelRoutes } from './models.routes.ts';
import { createWatchShutdowns } from './watch-shutdowns.ts';

export interface CreateModelSettingsDeps extends ChangePolicyDeps {
  models: Pick<Models, 'probe' | 'list' | 'embedder'>;
  jobs: Pick<Jobs, 'schedule'>;
}

/** What the owner sees and sets of the language models, and the daily look at how long they will be there. */
export function createModelSettings({ models, jobs, ...deps }: CreateModelSettingsDeps) {
  const { model, isLocal } = models.embedder;
  const watch = createWatchShutdowns({ ...deps, otherModels: isLocal ? [] : [model], listModels: models.list });
  jobs.schedule('23 5 * * *', {
    name: 'models.watch',
    payload: z.null(),
    timeoutSeconds: 120,
    run: (_, { signal }) => watch(signal),
  });
  return { routes: createModelRoutes({ ...deps, probe: models.probe }) };
}
