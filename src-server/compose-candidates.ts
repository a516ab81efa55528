import { z } from 'zod';
import { findContradictions } from './agents/checks/find-contradictions.ts';
import { likelihoodOfSame } from './agents/rules/same-question.ts';
import type { Transaction } from './database/database.ts';
import type { Jobs } from './jobs/create-jobs.ts';
import type { SearchKnowledge } from './knowledge/search-knowledge.ts';
import type { AlikeDeps } from './learning/alike/alike-deps.ts';
import { createCheckConflicts } from './learning/alike/check-conflicts.ts';
import { createTendApproved } from './learning/alike/tend-approved.ts';
import { createTendCandidates } from './learning/alike/tend-candidates.ts';

export interface CandidateCompositionDeps
  extends Pick<AlikeDeps, 'db' | 'clock' | 'log' | 'activeEmbedder' | 'readTermRarity'> {
  search: SearchKnowledge;
  jobs: Pick<Jobs, 'define'>;
}

/** As many articles as an answer is made of. */
const PASSAGES = 5;

/** Hands what waits for review to what the agents know of questions and claims, and has it looked after. */
export function composeCandidates({ search, jobs, ...deps }: CandidateCompositionDeps) {
  const alike: AlikeDeps = {
    ...deps,
    likelihoodOfSame,
    findContradictions,
    async searchPassages(question, vector, signal) {
      const hits = await search({ query: question, vector, limit: PASSAGES, signal });
      // What was learned from examples is compared as these.
      return hits.flatMap(({ articleId, code, title, text, isLearned }) =>
        articleId === null || code === null || isLearned ? [] : [{ articleId, code, title, text }],
      );
    },
  };
  const [tendCandidates, tendApproved] = [createTendCandidates(alike), createTendApproved(alike)];
  const tend = async (signal: AbortSignal) => {
    await tendCandidates(signal);
    await tendApproved(signal);
  };
  const comparing = jobs.define({
    name: 'training.compare',
    payload: z.null(),
    timeoutSeconds: 600,
    run: async (_, { signal }) => deps.db.background(() => tend(signal)),
  });
  return {
    tend,
    checkConflicts: createCheckConflicts(alike),
    requestComparing: (tx: Transaction) => comparing.enqueue(tx, null, { singletonKey: 'all' }),
  };
}
