import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import type { Database } from '../database/database.ts';
import type { Jobs } from '../jobs/create-jobs.ts';
import { deleteExpiredSessions } from './sessions.store.ts';

/** Removes sessions that have run out, every night. Until then they are merely not accepted. */
export function scheduleSessionCleaning(jobs: Jobs, { db, clock }: { db: Database; clock: Clock }): void {
  jobs.schedule('15 3 * * *', {
    name: 'sessions.clean',
    payload: z.null(),
    async run() {
      await deleteExpiredSessions(db, clock.now());
    },
  });
}
