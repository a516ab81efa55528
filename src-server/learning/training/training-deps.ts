import type { TrainerName } from '../../contract/training-jobs.ts';
import type { Transaction } from '../../database/database.ts';
import type { VersionDeps } from '../versions/version-deps.ts';
import type { Trainer } from './trainer.ts';

/** What training needs of the rest of the sidecar. */
export interface TrainingDeps extends VersionDeps {
  trainers: Record<TrainerName, Trainer>;
  /** Has the job gone on with once this transaction has committed, or later. */
  enqueue: (tx: Transaction, jobId: string, afterMs?: number) => Promise<void>;
}
