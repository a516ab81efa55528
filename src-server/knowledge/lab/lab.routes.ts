import { api, staffOf } from '../../api.ts';
import type { SearchKnowledge } from '../search-knowledge.ts';
import { createLab } from './ask-lab.ts';
import { createChecks } from './checks.ts';
import type { LabDeps } from './lab-deps.ts';

export function createLabRoutes(deps: LabDeps & { search: SearchKnowledge }) {
  const lab = createLab(deps);
  const checks = createChecks(deps);
  return {
    ask: api.lab.ask.handler(({ input, signal }) => lab.ask(input, signal)),
    tryChange: api.lab.tryChange.handler(({ input, signal }) => lab.tryChange(input, signal)),
    checks: api.lab.checks.handler(({ input }) => checks.list(input)),
    addCheck: api.lab.addCheck.handler(({ input, context }) => checks.add(input, staffOf(context).id)),
    removeCheck: api.lab.removeCheck.handler(({ input }) => checks.remove(input.id)),
    runChecks: api.lab.runChecks.handler(({ signal }) => checks.run(signal)),
  };
}
