import type { Transaction } from '../../database/database.ts';
import type { DatasetBuilds } from '../builds/dataset-builds.ts';
import type { createExperiments, ExperimentDeps } from '../experiments/experiments.ts';
import type { createReplays } from '../replay/replays.ts';
import type { createEndTraining } from '../training/end-training.ts';
import type { createStartTraining } from '../training/start-training.ts';
import type { VersionDeps } from '../versions/version-deps.ts';

/** What the automation needs: what the buttons of the training screens call, and a notice. */
export interface AutomationDeps extends VersionDeps {
  builds: DatasetBuilds;
  startTraining: ReturnType<typeof createStartTraining>;
  endTraining: Pick<ReturnType<typeof createEndTraining>, 'cancel'>;
  replays: Pick<ReturnType<typeof createReplays>, 'start'>;
  experiments: Pick<ReturnType<typeof createExperiments>, 'start' | 'stop' | 'list'>;
  /** Has the run gone on with once this transaction has committed, or later. */
  enqueue: (tx: Transaction, runId: string, afterMs?: number) => Promise<void>;
  putNotice: ExperimentDeps['putNotice'];
  /** Takes a notice down, as what it asked for was done. */
  dismissNotice: (tx: Transaction, id: string, by: string, at: Date) => Promise<void>;
}
