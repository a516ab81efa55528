import type { Clock } from '../../core/clock.ts';
import type { Database } from '../../database/database.ts';
import type { RecordAudit } from '../../database/record-audit.ts';

/** What model versions need of the rest of the sidecar. */
export interface VersionDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  recordAudit: RecordAudit;
}
