import { api } from '../api.ts';
import { createExplainTrace, type ExplainTraceDeps } from './explain-trace.ts';
import { TEMPERATURE } from './knowledge-agent.ts';
import { listTraces } from './read-trace.store.ts';
import { createRunAgain, type RunAgainDeps } from './run-again.ts';

export interface TraceRoutesDeps extends RunAgainDeps {
  /** Always there, and asked without any service. */
  offlineModel: string;
  listPassages: RunAgainDeps['listPassages'] & ExplainTraceDeps['listPassages'];
}

export function createTraceRoutes(deps: TraceRoutesDeps) {
  const explainTrace = createExplainTrace(deps);
  const runAgain = createRunAgain(deps);
  return {
    list: api.traces.list.handler(({ input }) => listTraces(deps.db, input.id, input)),
    get: api.traces.get.handler(({ input }) => explainTrace(input.id)),
    rerunChoices: api.traces.rerunChoices.handler(async () => ({
      models: await deps.listLanguages(),
      offlineModel: deps.offlineModel,
      temperature: TEMPERATURE,
    })),
    runAgain: api.traces.runAgain.handler(({ input, signal }) => runAgain(input, signal)),
  };
}
