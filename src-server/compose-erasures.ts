import { z } from 'zod';
import type { Jobs } from './jobs/create-jobs.ts';
import { createEraseCustomer } from './learning/erasure/erase-customer.ts';
import type { EraseDeps } from './learning/erasure/erase-deps.ts';
import { createErasureRoutes } from './learning/erasure/erasures.routes.ts';
import { createFinishErasure } from './learning/erasure/finish-erasure.ts';
import { keepErased } from './learning/erasure/keep-erased.ts';

/** A dataset of a million examples takes two minutes. */
const JOB_SECONDS = 1_800;

/** Deleting customers: the rows at once, what follows as a job, and again where a restored backup brings them back. */
export function composeErasures(rest: Omit<EraseDeps, 'enqueue'> & { jobs: Pick<Jobs, 'define'> }) {
  const deps: EraseDeps = {
    ...rest,
    enqueue: (tx, erasureId) => job.enqueue(tx, { erasureId }, { singletonKey: erasureId }),
  };
  const finish = createFinishErasure(deps);
  const job = rest.jobs.define({
    name: 'erasure.finish',
    payload: z.object({ erasureId: z.uuid() }),
    timeoutSeconds: JOB_SECONDS,
    retry: { limit: 5, delaySeconds: 60 },
    run: ({ erasureId }, { signal }) => rest.db.background(() => finish(erasureId, signal)),
  });
  const erase = createEraseCustomer(deps);
  return {
    routes: createErasureRoutes(deps, erase),
    keepErased: () => keepErased(deps, erase.eraseAgain),
  };
}
