import { api, type RequestContext, staffOf } from '../api.ts';
import { createArrangeAlike } from './alike/merge-examples.ts';
import { createListDatasets, createReadDataset } from './list-datasets.ts';
import { createCountExamples, createListExamples } from './list-examples.ts';
import { createReviewExamples, type ReviewDeps } from './review-example.ts';

export function createLearningRoutes(deps: ReviewDeps & { dataDir: string }) {
  const review = createReviewExamples(deps);
  const arrange = createArrangeAlike(deps);
  const list = createListExamples(deps);
  const readDataset = createReadDataset(deps);
  const reviewer = (context: RequestContext) => ({ reviewerId: staffOf(context).id });
  const routes = api.learning;
  return {
    list: routes.list.handler(({ input }) => list(input)),
    counts: routes.counts.handler(createCountExamples(deps)),
    approve: routes.approve.handler(({ input, context }) => review.approve({ ...input, ...reviewer(context) })),
    reject: routes.reject.handler(({ input, context }) => review.reject({ ...input, ...reviewer(context) })),
    reopen: routes.reopen.handler(({ input, context }) => review.reopen({ ...input, ...reviewer(context) })),
    merge: routes.merge.handler(({ input, context }) => arrange.merge({ ...input, ...reviewer(context) })),
    setAlike: routes.setAlike.handler(({ input, context }) => arrange.setAlike({ ...input, ...reviewer(context) })),
    datasets: routes.datasets.handler(createListDatasets(deps)),
    datasetFile: routes.datasetFile.handler(({ input }) => readDataset(input)),
  };
}
