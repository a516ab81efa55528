import { api } from '../../api.ts';
import { listSimulatedChanges } from './list-changes.ts';
import { type SimulateDeps, simulate } from './simulate.ts';

/** Rules tried on what happened. Nothing is stored; who stops waiting stops the reading. */
export function createSimulationRoutes(deps: SimulateDeps) {
  const routes = api.policySimulation;
  return {
    run: routes.run.handler(({ input, signal }) => simulate(deps, input, signal)),
    changes: routes.changes.handler(({ input, signal }) => listSimulatedChanges(deps, input, signal)),
  };
}
