import { z } from 'zod';
import { type AskedAgain, createAnswerAsVersion } from './agents/answer-as-version.ts';
import { claimsOf } from './agents/checks/claims.ts';
import { createFindMaterial, toGroundedSource } from './agents/knowledge-agent.ts';
import type { Router } from './agents/router/create-router.ts';
import { type AutomationCompositionDeps, composeAutomation } from './compose-automation.ts';
import type { Jobs } from './jobs/create-jobs.ts';
import type { createKnowledge } from './knowledge/create-knowledge.ts';
import { createExperimentRoutes } from './learning/experiments/experiments.routes.ts';
import { createExperiments, type ExperimentDeps } from './learning/experiments/experiments.ts';
import { createJudgeLikeness } from './learning/replay/judge-likeness.ts';
import { createReplayRoutes } from './learning/replay/replays.routes.ts';
import { createReplays } from './learning/replay/replays.ts';
import { createEndTraining } from './learning/training/end-training.ts';
import { createFileTrainer } from './learning/training/file-trainer.ts';
import { createForgetTraining } from './learning/training/forget-training.ts';
import { createLocalTrainer } from './learning/training/local/local-trainer.ts';
import type { DeskProbe } from './learning/training/local/probe.ts';
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
    Pick<AutomationCompositionDeps, 'builds'> {
  dataDir: string;
  jobs: Pick<Jobs, 'define' | 'schedule'>;
  models: Pick<Models, 'fallbackLanguage' | 'compareTexts' | 'fineTuning' | 'list'>;
  router: Pick<Router, 'classify'>;
  knowledge: Pick<ReturnType<typeof createKnowledge>, 'search' | 'probeSearch'>;
  /** What the agents answer with. */
  answering: Parameters<typeof createAnswerAsVersion>[0];
}

/** A passage this near to an answer says it. */
const SAYS_IT_FROM = 0.6;
const JOB_SECONDS = 900;

/** Hands training what it needs of knowledge, agents and models, and has its jobs run. */
export function composeTraining(deps: TrainingCompositionDeps) {
  const { db, jobs } = deps;
  const likeness = createJudgeLikeness({
    compareTexts: deps.models.compareTexts,
    readClaims: (text) => claimsOf(text).map(({ kind, value }) => `${kind} ${value}`),
  });
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
  const answerAsVersion = createAnswerAsVersion(deps.answering);
  const replays = createReplays({
    ...deps,
    likeness,
    answer: (asked: AskedAgain, served, signal) => answerAsVersion(asked, served, signal),
    enqueue: (tx, replayId) => replay.enqueue(tx, { replayId }, { singletonKey: replayId }),
  });
  const replay = jobs.define({
    name: 'replay.run',
    payload: z.object({ replayId: z.uuid() }),
    timeoutSeconds: JOB_SECONDS,
    run: ({ replayId }, { signal }) => db.background(() => replays.run(replayId, signal)),
    onGivenUp: ({ replayId }) => replays.giveUp(replayId),
  });
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
      replays: createReplayRoutes(db, replays),
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

/** The desk as the local trainer asks it: by its own search, router and offline answerer. */
function createDeskProbe(
  { models, router, knowledge, answering }: TrainingCompositionDeps,
  likeness: DeskProbe['likeness'],
): DeskProbe {
  const language = models.fallbackLanguage;
  const findMaterial = createFindMaterial({ ...answering, language });
  return {
    likeness,
    search: knowledge.probeSearch,
    async findPassage(answer, without, signal) {
      const hits = await knowledge.search({ query: answer, limit: 3, signal });
      return hits.find(({ exampleId, similarity }) => exampleId !== without && similarity >= SAYS_IT_FROM)?.chunkId;
    },
    classify: (question, signal) => router.classify(question, { signal }),
    async answer(question, without, weights, signal) {
      const material = await findMaterial({ question, history: [], language: undefined }, { signal, weights });
      const answer = await language.answerFromSources(
        {
          ...{ question, history: [], temperature: 0, businessName: '' },
          sources: material.sources.filter(({ exampleId }) => exampleId !== without).map(toGroundedSource),
          examples: material.examples.filter(({ id }) => id !== without),
          termRarity: material.termRarity,
          answerableFrom: 0,
        },
        { signal },
      );
      const { text, confidence, model } = answer;
      return { text, confidence, model };
    },
  };
}
