import { api, type RequestContext, staffOf } from '../api.ts';
import { type BuildDatasetDeps, createBuildDataset } from './build-dataset.ts';
import { createExportPreferences } from './export-preferences.ts';
import { createListDatasets, createReadDataset } from './list-datasets.ts';
import { createCountExamples, createListExamples } from './list-examples.ts';
import { createReviewExamples, type ReviewDeps } from './review-example.ts';

export function createLearningRoutes(deps: ReviewDeps & BuildDatasetDeps) {
  const review = createReviewExamples(deps);
  const list = createListExamples(deps);
  const build = createBuildDataset(deps);
  const reviewer = (context: RequestContext) => ({ reviewerId: staffOf(context).id });
  const routes = api.learning;
  return {
    list: routes.list.handler(({ input }) => list(input)),
    counts: routes.counts.handler(createCountExamples(deps)),
    approve: routes.approve.handler(({ input, context }) => review.approve({ ...input, ...reviewer(context) })),
    reject: routes.reject.handler(({ input, context }) => review.reject({ ...input, ...reviewer(context) })),
    reopen: routes.reopen.handler(({ input, context }) => review.reopen({ ...input, ...reviewer(context) })),
    datasets: routes.datasets.handler(createListDatasets(deps)),
    buildDataset: routes.buildDataset.handler(({ input, context }) =>
      build({
        createdBy: staffOf(context).id,
        since: input.since === undefined ? undefined : new Date(input.since),
      }),
    ),
    preferenceFile: routes.preferenceFile.handler(createExportPreferences(deps)),
    datasetFile: routes.datasetFile.handler(({ input }) => createReadDataset(deps)(input)),
  };
}
