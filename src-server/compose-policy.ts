import { createPolicyRoutes } from './agents/policy/policy.routes.ts';
import type { Clock } from './core/clock.ts';
import type { Database } from './database/database.ts';
import { recordAudit } from './identity/audit.store.ts';

export interface PolicyCompositionDeps {
  db: Database;
  clock: Clock;
}

/** Hands the escalation policy what it needs of the rest. */
export function composePolicy({ db, clock }: PolicyCompositionDeps) {
  return { routes: createPolicyRoutes({ db, clock, recordAudit }) };
}
