import { api, staffOf } from '../../api.ts';
import type { createArrangeGaps } from './arrange-gaps.ts';
import type { createDraftArticle } from './draft-article.ts';
import { countGaps, getGap } from './gap.store.ts';
import type { GapDeps } from './gap-deps.ts';
import { listGapQuestions, listGaps } from './list-gaps.ts';

export interface GapRouteDeps extends Pick<GapDeps, 'db' | 'clock'> {
  arrange: ReturnType<typeof createArrangeGaps>;
  draftArticle: ReturnType<typeof createDraftArticle>;
}

export function createGapRoutes({ db, clock, arrange, draftArticle }: GapRouteDeps) {
  return {
    list: api.gaps.list.handler(({ input }) => listGaps(db, input, clock.now())),
    counts: api.gaps.counts.handler(() => countGaps(db, clock.now())),
    get: api.gaps.get.handler(({ input }) => getGap(db, input.id, clock.now())),
    questions: api.gaps.questions.handler(({ input }) => listGapQuestions(db, input)),
    setStatus: api.gaps.setStatus.handler(({ input, context }) => arrange.setStatus(input, staffOf(context).id)),
    merge: api.gaps.merge.handler(({ input }) => arrange.merge(input)),
    moveOut: api.gaps.moveOut.handler(({ input }) => arrange.moveOut(input)),
    draft: api.gaps.draft.handler(({ input }) => draftArticle(input.id)),
    publish: api.gaps.publish.handler(({ input, context }) => arrange.publish(input, staffOf(context).id)),
  };
}
