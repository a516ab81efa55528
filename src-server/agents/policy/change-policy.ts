import type { EscalationPolicy } from '../../contract/escalation-policy.ts';
import type { PolicyVersion } from '../../contract/policy.ts';
import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Database, Transaction } from '../../database/database.ts';
import type { RecordAudit } from '../../database/record-audit.ts';
import { type VersionedSetting, writeNextVersion } from '../versioned-setting.ts';
import { findPolicyVersion, insertPolicyVersion, readPolicyVersion } from './policy.store.ts';

export interface ChangePolicyDeps {
  db: Database;
  clock: Clock;
  recordAudit: RecordAudit;
}

interface Change {
  /** The version that was looked at. */
  basedOn: number;
  note: string;
}

/** Puts rules in force: the very next message is decided by them. CONFLICT when they were changed since `basedOn`. */
export function changePolicy(
  deps: ChangePolicyDeps,
  change: Change & { policy: EscalationPolicy },
  actorId: string,
): Promise<PolicyVersion> {
  return deps.db.transaction((tx) => write(deps, tx, { ...change, restoredFrom: null }, actorId));
}

/** Puts the rules of an earlier version back, as a version of its own: nothing of the history is lost. */
export function restorePolicy(
  deps: ChangePolicyDeps,
  change: Change & { version: number },
  actorId: string,
): Promise<PolicyVersion> {
  return deps.db.transaction(async (tx) => {
    const earlier = await findPolicyVersion(tx, change.version);
    if (earlier === undefined)
      throw new AppError('NOT_FOUND', `There is no version ${change.version} of the policy. Load the list again.`);
    return write(deps, tx, { ...change, policy: earlier.policy, restoredFrom: change.version }, actorId);
  });
}

const POLICY: VersionedSetting = {
  name: 'policy',
  subjectType: 'escalation_policy',
  overtaken: (by) => `The policy was changed by ${by} in the meantime. Load it again; your changes are still here.`,
};

async function write(
  { clock, recordAudit }: ChangePolicyDeps,
  tx: Transaction,
  change: Change & { policy: EscalationPolicy; restoredFrom: number | null },
  actorId: string,
): Promise<PolicyVersion> {
  const current = await readPolicyVersion(tx);
  const { basedOn, policy, note, restoredFrom } = change;
  await writeNextVersion(tx, recordAudit, POLICY, {
    ...{ basedOn, current, actorId },
    insert: (version) =>
      insertPolicyVersion(tx, { version, policy, note, restoredFrom, changedBy: actorId, at: clock.now() }),
    details: { from: current.policy, to: policy, note, restoredFrom },
  });
  return readPolicyVersion(tx);
}
