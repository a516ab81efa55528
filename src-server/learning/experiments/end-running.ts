import type { ExperimentVerdict } from '../../contract/experiments.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { setVersionState } from '../versions/version.store.ts';
import type { VersionDeps } from '../versions/version-deps.ts';
import { countArms, type ExperimentRow, endExperiment } from './experiment.store.ts';
import { judgeExperiment } from './judge-experiment.ts';

/** What is known of an experiment by now. */
export async function lookAt(db: Queryable, row: ExperimentRow, now: Date) {
  const { current, candidate } = await countArms(db, row, now);
  return judgeExperiment(current, candidate, row);
}

/** Ends the running experiment, which the caller holds: its figures are written down, and its version is free again. */
export async function endRunning(
  tx: Transaction,
  deps: Pick<VersionDeps, 'clock' | 'recordAudit'>,
  running: ExperimentRow,
  found: { verdict: ExperimentVerdict; why: string; by: string | null },
): Promise<void> {
  const { by, ...details } = found;
  const at = deps.clock.now();
  const { measures } = await lookAt(tx, running, at);
  await endExperiment(tx, running.id, { ...details, measures, at });
  await setVersionState(tx, running.versionId, 'evaluated', at);
  const action = `experiment.${by === null ? 'ended' : 'stopped'}`;
  await deps.recordAudit(tx, { actorId: by, action, subjectType: 'experiment', subjectId: running.id, details });
  tx.emit({ type: 'model-version.updated', subjectId: running.versionId });
}
