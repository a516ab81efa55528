import { createPolicyRoutes } from './agents/policy/policy.routes.ts';
import { createSimulationRoutes } from './agents/policy/simulation.routes.ts';
import type { Clock } from './core/clock.ts';
import type { Database } from './database/database.ts';
import { recordAudit } from './identity/audit.store.ts';

export interface PolicyCompositionDeps {
  db: Database;
  clock: Clock;
}

/** Hands the escalation policy what it needs of the rest. */
export function composePolicy({ db, clock }: PolicyCompositionDeps) {
  return {
    policy: createPolicyRoutes({ db, clock, recordAudit }),
    policySimulation: createSimulationRoutes({ db, clock }),
  };
}
