import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Database } from '../../database/database.ts';
import type { Jobs } from '../../jobs/create-jobs.ts';
import type { JobHandle } from '../../jobs/job.ts';
import type { Models } from '../../models/create-models.ts';
import { createActiveEmbedder } from './active-embedder.ts';
import { createRunChange } from './run-change.ts';
import { buildJob, enqueueBuild } from './search-model.jobs.ts';
import { createSearchModelRoutes } from './search-model.routes.ts';
import { createSearchModel } from './search-model.ts';

export interface ComposeSearchModelDeps {
  db: Database;
  models: Pick<Models, 'embedder' | 'embedderFor'>;
  jobs: Pick<Jobs, 'define'>;
  clock: Clock;
  log: Log;
  /** Gives what has no vector of the model in use one. */
  catchUp: (signal: AbortSignal) => Promise<unknown>;
}

/** Everything about which model the search goes by. */
export function composeSearchModel({ db, models, jobs, clock, log, catchUp }: ComposeSearchModelDeps) {
  const choice = { configured: models.embedder, embedderFor: models.embedderFor };
  const runChange = createRunChange({ ...choice, db, clock, log });
  const handle: JobHandle<null> = jobs.define(buildJob({ db, runChange, catchUp }, () => handle));
  const searchModel = createSearchModel({ ...choice, db, clock, enqueueBuild: (tx) => enqueueBuild(tx, handle) });
  return {
    activeEmbedder: createActiveEmbedder({ ...choice, db }),
    prepare: searchModel.prepare,
    resume: searchModel.resume,
    routes: createSearchModelRoutes({ db, searchModel }),
  };
}
