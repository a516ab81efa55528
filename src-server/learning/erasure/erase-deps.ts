import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Database, Transaction } from '../../database/database.ts';
import type { ReplacedBackups } from '../../database/database-host.ts';
import type { RecordAudit } from '../../database/record-audit.ts';
import type { DatasetBuilds } from '../builds/dataset-builds.ts';
import type { ReviewedChange } from '../review-example.ts';
import type { Forgotten } from '../training/forget-training.ts';

export interface EraseDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  log: Log;
  dataDir: string;
  /** Takes what was made of an example out of the search. */
  followReview: (tx: Transaction, change: ReviewedChange) => Promise<void>;
  /** Begins to build the dataset that takes the place of those that are withdrawn. */
  startBuild: DatasetBuilds['startIn'];
  /** Stops trainings on these datasets, and removes what a service was given of them. */
  forgetTraining: (datasetIds: readonly string[], signal: AbortSignal) => Promise<Forgotten>;
  /** Takes a backup and removes those from before, where they are ours. */
  replaceBackups: () => Promise<ReplacedBackups | undefined>;
  /** Has what follows a deletion done once this transaction has committed. */
  enqueue: (tx: Transaction, erasureId: string) => Promise<void>;
  recordAudit: RecordAudit;
}
