import type { Clock } from '../../core/clock.ts';
import type { Database, Transaction } from '../../database/database.ts';

/** What model versions need of the rest of the sidecar. */
export interface VersionDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  recordAudit: (
    tx: Transaction,
    entry: {
      actorId: string | null;
      action: string;
      subjectType: string;
      subjectId: string;
      details?: Record<string, unknown>;
    },
  ) => Promise<void>;
}
