import { createArrangeGaps } from './arrange-gaps.ts';
import { createCheckGaps } from './check-gaps.ts';
import { createDraftArticle } from './draft-article.ts';
import { deleteEmptyGaps } from './gap.store.ts';
import type { GapDeps } from './gap-deps.ts';
import { createGapRoutes } from './gaps.routes.ts';
import { createJoinGaps } from './join-gaps.ts';
import { createRecordUnanswered } from './record-unanswered.ts';
import { createSortQuestions } from './sort-questions.ts';

/** Questions that the AI could not answer, gathered so that people see what to write. */
export function createGaps(deps: GapDeps) {
  const sort = createSortQuestions(deps);
  const check = createCheckGaps(deps);
  return {
    recordUnanswered: createRecordUnanswered(deps),
    sort,
    /** What is done every night: gaps that turned out to be one. */
    join: createJoinGaps(deps),
    /** What is done every few minutes: what a failed model left unsorted, what articles answer by now, what was erased. */
    async tend(signal?: AbortSignal): Promise<void> {
      await sort(signal);
      await check(signal);
      await deleteEmptyGaps(deps.db);
    },
    routes: createGapRoutes({
      db: deps.db,
      clock: deps.clock,
      arrange: createArrangeGaps(deps),
      draftArticle: createDraftArticle(deps),
    }),
  };
}
