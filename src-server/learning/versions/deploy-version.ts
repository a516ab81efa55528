import type { Deployment, ModelVersion } from '../../contract/model-versions.ts';
import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import { endRunning } from '../experiments/end-running.ts';
import { lockRunning } from '../experiments/experiment.store.ts';
import { readGate } from '../replay/read-gate.ts';
import { findLastDeployment, insertDeployment, lockDeployments } from './deployment.store.ts';
import { findDeployed, getVersion, lockVersion, setVersionState } from './version.store.ts';
import type { VersionDeps } from './version-deps.ts';

export interface DeployInput {
  versionId: string | null;
  cause: Deployment['cause'];
  by: string | null;
  override?: string | null;
}

/**
 * Has a version answer customers from the next message on, in the place of the one before, which is retired; null is
 * the desk as it is shipped. CONFLICT where it answers already.
 */
export async function deploy(tx: Transaction, deps: VersionDeps, input: DeployInput): Promise<Deployment> {
  await lockDeployments(tx);
  const previousId = (await findDeployed(tx))?.id ?? null;
  const at = deps.clock.now();
  if (previousId === input.versionId)
    throw new AppError('CONFLICT', 'This version answers your customers already. Reload the list.');
  if (previousId !== null) await setVersionState(tx, previousId, 'retired', at);
  if (input.versionId !== null) {
    await lockVersion(tx, input.versionId);
    await setVersionState(tx, input.versionId, 'deployed', at);
  }
  const { versionId, cause, by, override = null } = input;
  await insertDeployment(tx, { id: deps.newId(), versionId, previousId, cause, override, by, at });
  await deps.recordAudit(tx, {
    actorId: by,
    action: `model_version.${cause}`,
    subjectType: 'model_version',
    subjectId: versionId ?? 'shipped',
    details: { previousId, override },
  });
  for (const id of [previousId, versionId])
    tx.emit({ type: 'model-version.updated', ...(id === null ? {} : { subjectId: id }) });
  const made = await findLastDeployment(tx);
  if (made === undefined) throw new Error('The deployment that was just written is not there.');
  return made;
}

/** The same by the gate: CONFLICT, with the reason, where it is closed, unless the owner says why it is deployed all the same. */
export async function deployByGate(
  tx: Transaction,
  deps: VersionDeps,
  { versionId, by, override }: { versionId: string; by: string; override: string | null },
): Promise<Deployment> {
  const { state } = await lockVersion(tx, versionId);
  if (state === 'testing') throw new AppError('CONFLICT', REFUSED.testing);
  if ((await lockRunning(tx)) !== undefined)
    throw new AppError('CONFLICT', 'An experiment compares with what answers now. End it first.');
  const { isOpen, reason } = await readGate(tx, versionId);
  if (!isOpen && override === null) throw new AppError('CONFLICT', reason ?? 'The gate is closed.');
  return deploy(tx, deps, { versionId, cause: 'deployed', by, override: isOpen ? null : override });
}

export function createDeployVersion(deps: VersionDeps) {
  return {
    deploy: (versionId: string, by: string, override: string | null): Promise<Deployment> =>
      deps.db.transaction((tx) => deployByGate(tx, deps, { versionId, by, override })),

    /**
     * Puts back what answered before a deployment. CONFLICT where something was deployed since. It never has to wait for
     * an experiment: one that compares with what is taken back ends.
     */
    back: (deploymentId: string, by: string): Promise<Deployment> =>
      deps.db.transaction(async (tx) => {
        const running = await lockRunning(tx);
        await lockDeployments(tx);
        const last = await findLastDeployment(tx);
        if (last?.id !== deploymentId)
          throw new AppError('CONFLICT', 'Another version was deployed in the meantime. Load the list again.');
        if (running !== undefined) {
          const why = 'What it compared with was taken back.';
          await endRunning(tx, deps, running, { verdict: 'stopped', why, by });
        }
        return deploy(tx, deps, { versionId: last.previous?.id ?? null, cause: 'back', by });
      }),

    /** Puts a version away, so that it is neither tested nor deployed by mistake. */
    retire: (versionId: string, by: string): Promise<ModelVersion> =>
      change(deps, versionId, { from: ['candidate', 'evaluated'], to: 'retired', by }),

    /** Takes it out again: it has to be evaluated anew. */
    restore: (versionId: string, by: string): Promise<ModelVersion> =>
      change(deps, versionId, { from: ['retired'], to: 'candidate', by }),
  };
}

const REFUSED = {
  candidate: 'It is not put away.',
  evaluated: 'It is not put away.',
  testing: 'It is in an experiment. End the experiment first.',
  deployed: 'It answers your customers. Deploy another version, or go back, first.',
  retired: 'It is put away already.',
} as const;

function change(
  deps: VersionDeps,
  versionId: string,
  { from, to, by }: { from: ModelVersion['state'][]; to: ModelVersion['state']; by: string },
): Promise<ModelVersion> {
  return deps.db.transaction(async (tx) => {
    const { state } = await lockVersion(tx, versionId);
    if (!from.includes(state)) throw new AppError('CONFLICT', `This version cannot be changed so. ${REFUSED[state]}`);
    await setVersionState(tx, versionId, to, deps.clock.now());
    await deps.recordAudit(tx, {
      actorId: by,
      action: to === 'retired' ? 'model_version.retired' : 'model_version.restored',
      subjectType: 'model_version',
      subjectId: versionId,
    });
    tx.emit({ type: 'model-version.updated', subjectId: versionId });
    return getVersion(tx, versionId);
  });
}
