import type { AutomationStep } from '../../contract/automation.ts';
import { TrainingSettings } from '../../contract/training-jobs.ts';
import { getBuild } from '../builds/dataset-build.store.ts';
import { findExperimentByKey } from '../experiments/experiment.store.ts';
import { readGate } from '../replay/read-gate.ts';
import { replayIdOf } from '../replay/replay-id.ts';
import { getJob } from '../training/training-job.store.ts';
import { findDeployed, getVersion } from '../versions/version.store.ts';
import type { AutomationDeps } from './automation-deps.ts';
import type { Made, RunRow } from './automation-run.store.ts';

/** What came of a look at a step. `made` is written down in any case. */
export type StepResult = { made?: Made } & (
  | { kind: 'next' }
  /** Goes on elsewhere: look again after so long. */
  | { kind: 'wait'; afterMs: number }
  | { kind: 'failed'; why: string }
  /** The version is not worth proposing. */
  | { kind: 'over'; why: string }
);

const SOON = { kind: 'wait', afterMs: 2_000 } as const;
/** Customers take their time. */
const LATER = { kind: 'wait', afterMs: 10_000 } as const;

/**
 * Begins a step, or looks how far it is. Each step begins what it makes under a key of the run, so that a run which goes
 * on after a kill finds it again: nothing is built, trained, replayed or tried twice.
 */
export function createTakeStep(deps: AutomationDeps) {
  const { db } = deps;
  const keyOf = ({ id, attempt }: RunRow) => `automation ${id} ${attempt}`;

  const steps: Record<
    Exclude<AutomationStep, 'proposal'>,
    (run: RunRow, signal: AbortSignal) => Promise<StepResult>
  > = {
    async dataset(run) {
      const { id: buildId } = await deps.builds.start({ clientKey: keyOf(run), by: null });
      const { state, problem } = await getBuild(db, buildId);
      if (state === 'done') return { kind: 'next', made: { buildId } };
      if (state === 'failed') return { kind: 'failed', why: problem ?? 'No dataset was built.', made: { buildId } };
      if (state === 'cancelled') return { kind: 'failed', why: 'The build was called off.', made: { buildId } };
      return { ...SOON, made: { buildId } };
    },

    async training(run, signal) {
      const { id: jobId } = await deps.startTraining(
        {
          datasetId: run.buildId ?? '',
          trainer: run.plan.trainer,
          settings: TrainingSettings.parse({}),
          clientKey: keyOf(run),
          by: null,
        },
        signal,
      );
      const { state, problem, versionId } = await getJob(db, jobId);
      if (state === 'succeeded' && versionId !== null) return { kind: 'next', made: { jobId, versionId } };
      if (state === 'failed') return { kind: 'failed', why: problem ?? 'The training has failed.', made: { jobId } };
      if (state === 'cancelled') return { kind: 'failed', why: 'The training was called off.', made: { jobId } };
      return { ...SOON, made: { jobId } };
    },

    async replay(run) {
      const versionId = run.versionId ?? '';
      const { conversations } = run.plan;
      const id = replayIdOf(versionId, keyOf(run));
      const { state, problem } = await deps.replays.start({ id, versionId, conversations, by: null });
      const made = { replayId: id };
      if (state === 'failed') return { kind: 'failed', why: problem ?? 'The replay has failed.', made };
      if (state !== 'done') return { ...SOON, made };
      const { isOpen, reason } = await readGate(db, versionId);
      return isOpen ? { kind: 'next', made } : { kind: 'over', why: reason ?? 'The gate is closed.', made };
    },

    async experiment(run) {
      const versionId = run.versionId ?? '';
      const begun = await findExperimentByKey(db, keyOf(run));
      // Nothing that was trained answers yet, so the replay against the desk as it is shipped has to do.
      if (begun === undefined && (await findDeployed(db)) === undefined) return { kind: 'next' };
      const isAnotherRunning = (await deps.experiments.list()).some(({ state }) => state === 'running');
      if (begun === undefined && isAnotherRunning) return LATER;
      const { share, effect } = run.plan;
      const experiment = await deps.experiments.start({ versionId, share, effect, clientKey: keyOf(run), by: null });
      const made = { experimentId: experiment.id };
      if (experiment.state === 'running') return { ...LATER, made };
      const why = experiment.why ?? 'The experiment has ended.';
      return experiment.verdict === 'better' ? { kind: 'next', made } : { kind: 'over', why, made };
    },
  };

  return async function takeStep(run: RunRow, signal: AbortSignal): Promise<StepResult> {
    if (run.step !== 'proposal') return steps[run.step](run, signal);
    const { state } = await getVersion(db, run.versionId ?? '');
    return state === 'retired' ? { kind: 'over', why: 'The version was put away.' } : { kind: 'next' };
  };
}
