import { z } from 'zod';
import { type AutomationCompositionDeps, composeAutomation } from './compose-automation.ts';
import { composeLikeness, createDeskProbe, type DeskProbeDeps } from './compose-desk-probe.ts';
import { composeReplays, type ReplayCompositionDeps } from './compose-replays.ts';
import type { Jobs } from './jobs/create-jobs.ts';
import { createExperimentRoutes } from './learning/experiments/experiments.routes.ts';
import { createExperiments, type ExperimentDeps } from './learning/experiments/experiments.ts';
import { createEndTraining } from './learning/training/end-training.ts';
import { createFileTrainer } from './learning/training/file-trainer.ts';
import { createForgetTraining } from './learning/training/forget-training.ts';
import { createLocalTrainer } from './learning/training/local/local-trainer.ts';
import { createOpenAiTrainer } from './learning/training/openai-trainer.ts';
import { createRunTraining } from './learning/training/run-training.ts';
import { createStartTraining } from './learning/training/start-training.ts';
import type { TrainingDeps } from './learning/training/training-deps.ts';
import { createTrainingJobRoutes } from './learning/training/training-jobs.routes.ts';
import { createModelVersionRoutes } from './learning/versions/model-versions.routes.ts';
import type { VersionDeps } from './learning/versions/version-deps.ts';
import type { Models } from './models/create-models.ts';

export interface TrainingCompositionDeps
  extends VersionDeps,
    ExperimentDeps,
    Omit<ReplayCompositionDeps, 'likeness'>,
    Pick<AutomationCompositionDeps, 'builds' | 'dismissNotice'> {
  dataDir: string;
  jobs: Pick<Jobs, 'define' | 'schedule'>;
  models: DeskProbeDeps['models'] & Pick<Models, 'compareTexts' | 'fineTuning' | 'list'>;
  router: DeskProbeDeps['router'];
  knowledge: DeskProbeDeps['knowledge'];
}

const JOB_SECONDS = 900;

/** Hands training what it needs of knowledge, agents and models, and has its jobs run. */
export function composeTraining(deps: TrainingCompositionDeps) {
  const { db, jobs } = deps;
  const likeness = composeLikeness(deps.models.compareTexts);
  const training: TrainingDeps = {
    ...deps,
    trainers: {
      local: createLocalTrainer({ db, probe: createDeskProbe(deps, likeness) }),
      file: createFileTrainer(deps),
      openai: createOpenAiTrainer({
        ...{ clock: deps.clock, dataDir: deps.dataDir },
        service: deps.models.fineTuning,
        listModels: deps.models.list,
      }),
    },
    enqueue: (tx, jobId, afterMs) =>
      job.enqueue(tx, { jobId }, { singletonKey: jobId, ...(afterMs === undefined ? {} : { startAfterMs: afterMs }) }),
  };
  const runs = createRunTraining(training);
  const job = jobs.define({
    name: 'training.run',
    payload: z.object({ jobId: z.uuid() }),
    timeoutSeconds: JOB_SECONDS,
    run: ({ jobId }, { signal }) => db.background(() => runs.run(jobId, signal)),
    onGivenUp: ({ jobId }) => runs.giveUp(jobId),
  });
  const { replays, routes } = composeReplays({ ...deps, likeness });
  const experiments = createExperiments(deps);
  jobs.schedule('2-59/5 * * * *', {
    name: 'experiment.review',
    payload: z.null(),
    timeoutSeconds: 60,
    run: () => experiments.review(),
  });
  const [startTraining, endTraining] = [createStartTraining(training), createEndTraining(training)];
  return {
    forgetTraining: createForgetTraining(training),
    routes: {
      automation: composeAutomation({ ...deps, startTraining, endTraining, replays, experiments }),
      experiments: createExperimentRoutes(experiments),
      ...routes,
      trainingJobs: createTrainingJobRoutes({
        ...training,
        dataDir: deps.dataDir,
        start: startTraining,
        end: endTraining,
      }),
      modelVersions: createModelVersionRoutes(deps),
    },
  };
}
