import { z } from 'zod';
import type { Jobs } from './jobs/create-jobs.ts';
import { type BuildDatasetDeps, createBuildDataset } from './learning/build-dataset.ts';
import { createDatasetBuildRoutes } from './learning/builds/dataset-builds.routes.ts';
import { createDatasetBuilds, type DatasetBuildDeps } from './learning/builds/dataset-builds.ts';

export interface DatasetCompositionDeps
  extends BuildDatasetDeps,
    Pick<DatasetBuildDeps, 'db' | 'clock' | 'newId' | 'dataDir' | 'recordAudit'> {
  jobs: Pick<Jobs, 'define'>;
}

/** A million examples take minutes. */
const TIMEOUT_SECONDS = 7_200;

/** Builds datasets, by a job. */
export function composeDatasets(deps: DatasetCompositionDeps) {
  const builds = createDatasetBuilds({
    ...deps,
    buildDataset: createBuildDataset(deps),
    enqueue: (tx, buildId) => job.enqueue(tx, { buildId }, { singletonKey: buildId }),
  });
  const job = deps.jobs.define({
    name: 'dataset.build',
    payload: z.object({ buildId: z.uuid() }),
    timeoutSeconds: TIMEOUT_SECONDS,
    run: ({ buildId }, { signal }) => deps.db.background(() => builds.run(buildId, signal)),
    onGivenUp: ({ buildId }) => builds.giveUp(buildId),
  });
  return { builds, routes: createDatasetBuildRoutes(deps.db, builds) };
}
