import { z } from 'zod';
import { type AskedAgain, createAnswerAsVersion } from './agents/answer-as-version.ts';
import { createInstructionsRoutes } from './agents/instructions/instructions.routes.ts';
import { readInstructions } from './agents/instructions/instructions.store.ts';
import type { Jobs } from './jobs/create-jobs.ts';
import { getArticleRow } from './knowledge/article.store.ts';
import type { KnowledgeDeps } from './knowledge/knowledge-deps.ts';
import { createFindWithDraft } from './knowledge/lab/find-with-draft.ts';
import { findExamples } from './learning/find-examples.ts';
import { createFindObjection } from './learning/replay/find-objection.ts';
import { createReplayRoutes } from './learning/replay/replays.routes.ts';
import { createReplays, type ReplayDeps } from './learning/replay/replays.ts';

export interface ReplayCompositionDeps extends KnowledgeDeps, Pick<ReplayDeps, 'db' | 'recordAudit' | 'likeness'> {
  jobs: Pick<Jobs, 'define'>;
  /** What the agents answer with. */
  answering: Parameters<typeof createAnswerAsVersion>[0];
}

const JOB_SECONDS = 900;

/** Hands replays what answers, and the owner's instructions what stands against them. */
export function composeReplays(deps: ReplayCompositionDeps) {
  const { db, answering } = deps;
  const hasModel = answering.perform !== undefined;
  const answerAsVersion = createAnswerAsVersion(answering);
  const findWithDraft = createFindWithDraft({ ...deps, findExamples });
  const replays = createReplays({
    ...deps,
    perform: answering.perform,
    answer: (asked: AskedAgain, served, signal, { article, instructions } = {}) =>
      answerAsVersion(asked, served, signal, {
        find: article === undefined ? undefined : (question) => findWithDraft(question, article, signal),
        instructions:
          instructions === undefined ? undefined : { ...instructions.instructions, version: instructions.basedOn + 1 },
      }),
    getArticleVersion: getArticleRow,
    readInstructionsVersion: async (handle) => (await readInstructions(handle)).version,
    enqueue: (tx, replayId) => replay.enqueue(tx, { replayId }, { singletonKey: replayId }),
  });
  const replay = deps.jobs.define({
    name: 'replay.run',
    payload: z.object({ replayId: z.uuid() }),
    timeoutSeconds: JOB_SECONDS,
    run: ({ replayId }, { signal }) => db.background(() => replays.run(replayId, signal)),
    onGivenUp: ({ replayId }) => replays.giveUp(replayId),
  });
  return {
    replays,
    routes: {
      replays: createReplayRoutes(db, replays),
      instructions: createInstructionsRoutes({
        ...deps,
        hasModel,
        readSettings: answering.readSettings,
        findObjection: createFindObjection({ hasModel }),
      }),
    },
  };
}
