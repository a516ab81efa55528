import { z } from 'zod';
import type { Jobs } from './jobs/create-jobs.ts';

type Work = (signal: AbortSignal) => Promise<unknown>;

export interface RegularWork {
  refreshStats: Work;
  closeIdle: Work;
  maintain: Work;
  backUp: Work;
  catchUp: Work;
  collectConduct: Work;
}

/** What is done again and again, whether anybody asks for it or not. */
export function composeSchedules(jobs: Pick<Jobs, 'schedule'>, work: RegularWork): void {
  const schedule = (cron: string, name: string, run: Work, timeoutSeconds = 300) =>
    jobs.schedule(cron, {
      name,
      payload: z.null(),
      timeoutSeconds,
      run: async (_, { signal }) => void (await run(signal)),
    });
  schedule('*/5 * * * *', 'analytics.refresh', work.refreshStats);
  schedule('*/2 * * * *', 'feedback.collect-conduct', work.collectConduct);
  schedule('17 * * * *', 'conversation.close-idle', work.closeIdle);
  schedule('7 4 * * *', 'database.maintain', work.maintain, 900);
  schedule('41 */6 * * *', 'database.back-up', work.backUp, 900);
  schedule('*/10 * * * *', 'embeddings.catch-up', work.catchUp, 900);
}
