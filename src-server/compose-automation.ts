import { z } from 'zod';
import type { Jobs } from './jobs/create-jobs.ts';
import { createAutomationRoutes } from './learning/automation/automation.routes.ts';
import type { AutomationDeps } from './learning/automation/automation-deps.ts';
import { createRunAutomation } from './learning/automation/run-automation.ts';

export interface AutomationCompositionDeps extends Omit<AutomationDeps, 'enqueue'> {
  jobs: Pick<Jobs, 'define' | 'schedule'>;
}

const STEP_SECONDS = 120;

/** Has the desk train by itself, where the owner wants it to. */
export function composeAutomation({ jobs, ...given }: AutomationCompositionDeps) {
  const deps: AutomationDeps = {
    ...given,
    enqueue: (tx, runId, afterMs) =>
      job.enqueue(tx, { runId }, { singletonKey: runId, ...(afterMs === undefined ? {} : { startAfterMs: afterMs }) }),
  };
  const runs = createRunAutomation(deps);
  const job = jobs.define({
    name: 'automation.advance',
    payload: z.object({ runId: z.uuid() }),
    timeoutSeconds: STEP_SECONDS,
    run: ({ runId }, { signal }) => runs.advance(runId, signal),
    onGivenUp: ({ runId }) => runs.giveUp(runId),
  });
  jobs.schedule('* * * * *', {
    name: 'automation.review',
    payload: z.null(),
    timeoutSeconds: 60,
    run: () => runs.review(),
  });
  return createAutomationRoutes(deps, runs);
}
