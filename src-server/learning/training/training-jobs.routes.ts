import { api, staffOf } from '../../api.ts';
import { AppError } from '../../core/errors.ts';
import type { createEndTraining } from './end-training.ts';
import { packTraining } from './file-trainer.ts';
import { createPlanTraining } from './plan-training.ts';
import { toTrainerJob } from './run-training.ts';
import type { createStartTraining } from './start-training.ts';
import type { TrainingDeps } from './training-deps.ts';
import { getJob, listJobEvents, listJobs, toTrainingJob } from './training-job.store.ts';

export interface TrainingRouteDeps extends TrainingDeps {
  dataDir: string;
  start: ReturnType<typeof createStartTraining>;
  end: ReturnType<typeof createEndTraining>;
}

export function createTrainingJobRoutes(deps: TrainingRouteDeps) {
  const { db, start, end } = deps;
  const plan = createPlanTraining(deps);
  const routes = api.trainingJobs;
  return {
    list: routes.list.handler(({ input }) => listJobs(db, input)),
    get: routes.get.handler(async ({ input }) => ({
      ...toTrainingJob(await getJob(db, input.id)),
      events: await listJobEvents(db, input.id),
    })),
    plan: routes.plan.handler(({ input, signal }) => plan(input, signal)),
    start: routes.start.handler(({ input, context, signal }) => start({ ...input, by: staffOf(context).id }, signal)),
    cancel: routes.cancel.handler(({ input, context, signal }) => end.cancel(input.id, staffOf(context).id, signal)),
    package: routes.package.handler(async ({ input }) => {
      const job = await getJob(db, input.id);
      if (job.trainer !== 'file') throw new AppError('CONFLICT', 'This job trains by itself: it has no package.');
      return packTraining(deps, toTrainerJob(job));
    }),
    complete: routes.complete.handler(({ input, context }) =>
      end.complete(input.id, input.chatModel, staffOf(context).id),
    ),
  };
}
