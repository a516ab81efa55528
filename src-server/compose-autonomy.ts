import { z } from 'zod';
import { createAutonomyRoutes } from './agents/autonomy/autonomy.routes.ts';
import type { AutonomyDeps } from './agents/autonomy/autonomy-deps.ts';
import { createReviewAutonomy } from './agents/autonomy/review-autonomy.ts';
import { listOwnIntents } from './agents/router/intent.store.ts';
import type { Transaction } from './database/database.ts';
import { createHandOverOverdue } from './desk/drafts/hand-over-overdue.ts';
import { recordAudit } from './identity/audit.store.ts';
import type { Jobs } from './jobs/create-jobs.ts';
import { insertNotice } from './settings/notice.store.ts';

export interface AutonomyCompositionDeps extends Pick<AutonomyDeps, 'db' | 'clock' | 'newId'> {
  desk: Omit<Parameters<typeof createHandOverOverdue>[0], 'db' | 'clock'>;
  jobs: Pick<Jobs, 'define' | 'schedule'>;
}

/** Hands the dial what it needs of desk, identity and settings, and has evidence and waiting drafts looked after. */
export function composeAutonomy({ jobs, desk, ...base }: AutonomyCompositionDeps) {
  const deps: AutonomyDeps = {
    ...base,
    listOwnIntents: async (db) =>
      (await listOwnIntents(db)).intents.filter(({ agent }) => agent !== 'staff').map(({ name }) => name),
    recordAudit,
    putNotice: insertNotice,
  };
  const reviewAutonomy = createReviewAutonomy(deps);
  const review = jobs.define({
    name: 'autonomy.review',
    payload: z.null(),
    timeoutSeconds: 60,
    run: () => reviewAutonomy(),
  });
  // Catches what no event tells of, such as a customer who asks for a person.
  jobs.schedule('*/5 * * * *', {
    name: 'autonomy.review-regularly',
    payload: z.null(),
    timeoutSeconds: 60,
    run: () => reviewAutonomy(),
  });
  const handOverOverdue = createHandOverOverdue({ ...base, ...desk });
  jobs.schedule('* * * * *', {
    name: 'draft.hand-over-overdue',
    payload: z.null(),
    timeoutSeconds: 60,
    run: async () => void (await handOverOverdue()),
  });
  return {
    /** Has the evidence looked at once this transaction has committed. */
    requestReview: (tx: Transaction) => review.enqueue(tx, null, { singletonKey: 'all' }),
    routes: createAutonomyRoutes(deps),
  };
}
