import { z } from 'zod';
import { api, staffOf } from '../../api.ts';
import type { Jobs } from '../../jobs/create-jobs.ts';
import { listRefreshes } from './list-refreshes.ts';
import { countNewlyApproved } from './newly-approved.store.ts';
import { failRefresh } from './refresh.store.ts';
import type { RefreshDeps } from './refresh-deps.ts';
import { createRequestRefresh, EXAMPLES_A_REFRESH } from './request-refresh.ts';
import { createRunRefresh } from './run-refresh.ts';

const TIMEOUT_SECONDS = 3_600;

/** The refresh of the knowledge base: what begins it, the job that does it, and the routes that show it. */
export function createRefreshes(deps: RefreshDeps & { jobs: Pick<Jobs, 'define'> }) {
  const { db } = deps;
  const run = createRunRefresh(deps);
  const job = deps.jobs.define({
    name: 'knowledge.refresh',
    payload: z.object({ refreshId: z.uuid() }),
    timeoutSeconds: TIMEOUT_SECONDS,
    run: ({ refreshId }, { signal }) => db.background(() => run(refreshId, signal)),
    onGivenUp: ({ refreshId }) =>
      db.transaction(async (tx) => {
        const problem = 'It failed several times; the log tells why. What it had done stays. Try again later.';
        await failRefresh(tx, refreshId, problem, deps.clock.now());
        tx.emit({ type: 'refresh.updated', subjectId: refreshId });
      }),
  });
  const request = createRequestRefresh({
    ...deps,
    enqueue: (tx, refreshId) => job.enqueue(tx, { refreshId }, { singletonKey: refreshId }),
  });
  return {
    followReview: request.followReview,
    routes: {
      list: api.refreshes.list.handler(({ input }) => listRefreshes(db, input)),
      waiting: api.refreshes.waiting.handler(async () => ({
        newlyApproved: await countNewlyApproved(db),
        beginsAt: EXAMPLES_A_REFRESH,
      })),
      start: api.refreshes.start.handler(({ context }) => request.now(staffOf(context).id)),
    },
  };
}
