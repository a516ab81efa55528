import type { Jobs } from './jobs/create-jobs.ts';
import type { KnowledgeDeps } from './knowledge/knowledge-deps.ts';
import { createRefreshes } from './knowledge/refresh/create-refreshes.ts';
import { holdApprovedExamples, listApprovedExamples } from './learning/approved-examples.store.ts';
import type { CandidateDeps } from './learning/candidates.ts';

export interface RefreshCompositionDeps {
  knowledge: KnowledgeDeps;
  learning: Pick<CandidateDeps, 'scrub' | 'keep'>;
  jobs: Pick<Jobs, 'define'>;
}

/** Hands the refresh of the knowledge base what learning knows: the approved examples, and what personal data is. */
export function composeRefreshes({ knowledge, learning, jobs }: RefreshCompositionDeps) {
  return createRefreshes({
    ...knowledge,
    jobs,
    examples: { list: listApprovedExamples, hold: holdApprovedExamples },
    async createPersonalDataCheck(db) {
      const keep = (await learning.keep?.(db)) ?? [];
      return (text) => learning.scrub({ keep }).scrub(text) !== text;
    },
  });
}
