import type { Experiment, ExperimentVerdict } from '../../contract/experiments.ts';
import type { Notice } from '../../contract/system.ts';
import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import { findDeployed, lockVersion, setVersionState } from '../versions/version.store.ts';
import type { VersionDeps } from '../versions/version-deps.ts';
import { endRunning, lookAt } from './end-running.ts';
import {
  countResolved,
  type ExperimentRow,
  findExperimentByKey,
  getExperiment,
  insertExperiment,
  listExperiments,
  lockRunning,
} from './experiment.store.ts';
import { conversationsNeeded } from './sample-size.ts';

export interface ExperimentDeps extends VersionDeps {
  putNotice: (
    tx: Transaction,
    notice: {
      id: string;
      level: Notice['level'];
      title: string;
      text: string;
      page: Notice['page'];
      at: Date;
    },
  ) => Promise<void>;
}

interface PlanInput {
  share: number;
  effect: number;
}

/** Below this share of resolved conversations, or above its mirror, a plan would promise too much. */
const PLAIN_BASELINE = 0.5;

/** Tries a version on a share of the new conversations, and ends by itself. It proposes; only a person deploys. */
export function createExperiments(deps: ExperimentDeps) {
  const { db, clock } = deps;

  async function plan({ share, effect }: PlanInput) {
    const { conversations, resolved } = await countResolved(db, clock.now());
    const baseline = conversations === 0 ? PLAIN_BASELINE : resolved / conversations;
    return {
      baseline,
      conversations: conversationsNeeded({ share, effect, baseline, alpha: 0.05 }),
      conversationsADay: conversations / 30,
    };
  }

  async function toExperiment(row: ExperimentRow): Promise<Experiment> {
    const { versionId, versionNumber, baselineId: _, result, startedAt: __, ...experiment } = row;
    const measures = result ?? (await look(row)).measures;
    return { ...experiment, version: { id: versionId, number: versionNumber }, measures };
  }

  const look = (row: ExperimentRow) => lookAt(db, row, clock.now());

  async function end(id: string, by: string | null, found: { verdict: ExperimentVerdict; why: string }) {
    await db.transaction(async (tx) => {
      const running = await lockRunning(tx);
      if (running?.id !== id) return;
      await endRunning(tx, deps, running, { ...found, by });
      if (by === null)
        await deps.putNotice(tx, {
          id: `experiment ${id}`,
          level: found.verdict === 'guard' || found.verdict === 'worse' ? 'warning' : 'info',
          title: `The experiment with version ${running.versionNumber} has ended`,
          text: `${found.why} ${found.verdict === 'better' ? 'Deploy it under Training, Models, if you agree.' : 'What answered before answers everybody again.'}`,
          page: 'models',
          at: clock.now(),
        });
    });
  }

  return {
    plan,

    async start(input: PlanInput & { versionId: string; clientKey: string; by: string | null }): Promise<Experiment> {
      const known = await findExperimentByKey(db, input.clientKey);
      if (known !== undefined) return toExperiment(known);
      const { conversations: planned } = await plan(input);
      await db.transaction(async (tx) => {
        if ((await lockRunning(tx)) !== undefined)
          throw new AppError(
            'CONFLICT',
            'Another experiment is running. End it first: of two at once nobody could say which made the difference.',
          );
        const { state } = await lockVersion(tx, input.versionId);
        if (state !== 'evaluated')
          throw new AppError(
            'CONFLICT',
            'Only a version that has been replayed can be tried on customers. Replay it first.',
          );
        const at = clock.now();
        const baselineId = (await findDeployed(tx))?.id ?? null;
        const { by: createdBy, ...rest } = input;
        const id = deps.newId();
        await insertExperiment(tx, { ...rest, id, baselineId, planned, createdBy, at });
        await setVersionState(tx, input.versionId, 'testing', at);
        await deps.recordAudit(tx, {
          actorId: createdBy,
          action: 'experiment.started',
          subjectType: 'experiment',
          subjectId: id,
          details: { versionId: input.versionId, share: input.share, effect: input.effect, planned },
        });
        tx.emit({ type: 'model-version.updated', subjectId: input.versionId });
      });
      const made = await findExperimentByKey(db, input.clientKey);
      if (made === undefined) throw new Error('The experiment that was just written is not there.');
      return toExperiment(made);
    },

    list: async (): Promise<Experiment[]> => Promise.all((await listExperiments(db)).map(toExperiment)),

    async stop(id: string, by: string): Promise<Experiment> {
      const row = await getExperiment(db, id);
      if (row.state === 'running') await end(id, by, { verdict: 'stopped', why: 'It was stopped by hand.' });
      return toExperiment(await getExperiment(db, id));
    },

    /** Ends the running experiment where it has an answer. Safe to call after every conversation. */
    async review(): Promise<void> {
      const running = await db.transaction(lockRunning);
      if (running === undefined) return;
      const { verdict, why } = await look(running);
      if (verdict !== null) await end(running.id, null, { verdict, why });
    },
  };
}
