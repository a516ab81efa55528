import type { Clock } from '../../core/clock.ts';
import type { Database, Queryable, Transaction } from '../../database/database.ts';
import type { RecordAudit } from '../../database/record-audit.ts';

/** What the dial of autonomy needs of the rest of the sidecar. */
export interface AutonomyDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  /** The names of the intents that the owner defined and that the AI may answer. */
  listOwnIntents: (db: Queryable) => Promise<string[]>;
  recordAudit: RecordAudit;
  /** Tells the people at the desk, until somebody puts it away. */
  putNotice: (
    tx: Transaction,
    notice: { id: string; level: 'info' | 'warning'; title: string; text: string; page: 'autonomy'; at: Date },
  ) => Promise<void>;
}
