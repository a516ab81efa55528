import type { AgentInstructions, InstructionsVersion } from '../../contract/instructions.ts';
import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Database, Queryable, Transaction } from '../../database/database.ts';
import type { RecordAudit } from '../../database/record-audit.ts';
import { type VersionedSetting, writeNextVersion } from '../versioned-setting.ts';
import {
  findInstructionsVersion,
  insertInstructionsVersion,
  type NewInstructionsVersion,
  readInstructionsVersion,
} from './instructions.store.ts';

export interface ChangeInstructionsDeps {
  db: Database;
  clock: Clock;
  recordAudit: RecordAudit;
  /** What stands against saving these after version `basedOn`, in a sentence; undefined where nothing does. */
  findObjection: (
    db: Queryable,
    change: { instructions: AgentInstructions; basedOn: number },
  ) => Promise<string | undefined>;
}

interface Change {
  /** The version that was looked at. */
  basedOn: number;
  note: string;
}

/**
 * Puts instructions in force: the very next reply is written by them. CONFLICT when they were changed since `basedOn`,
 * and where their replay stands against it and nobody says why they are saved all the same.
 */
export async function changeInstructions(
  deps: ChangeInstructionsDeps,
  { override, ...change }: Change & { instructions: AgentInstructions; override?: string | undefined },
  actorId: string,
): Promise<InstructionsVersion> {
  const { instructions, basedOn } = change;
  const objection = await deps.findObjection(deps.db, { instructions, basedOn });
  if (objection !== undefined && override === undefined)
    throw new AppError('CONFLICT', `${objection} Or say why you save it all the same.`);
  const kept = objection === undefined ? null : (override ?? null);
  return deps.db.transaction((tx) => write(deps, tx, { ...change, restoredFrom: null, override: kept }, actorId));
}

/** Puts those of an earlier version back, as a version of its own. It is not tried first: the way back is always open. */
export function restoreInstructions(
  deps: ChangeInstructionsDeps,
  change: Change & { version: number },
  actorId: string,
): Promise<InstructionsVersion> {
  return deps.db.transaction(async (tx) => {
    const earlier = await findInstructionsVersion(tx, change.version);
    if (earlier === undefined)
      throw new AppError('NOT_FOUND', `There is no version ${change.version}. Load the list again.`);
    const { instructions } = earlier;
    return write(deps, tx, { ...change, instructions, restoredFrom: change.version, override: null }, actorId);
  });
}

const INSTRUCTIONS: VersionedSetting = {
  name: 'instructions',
  subjectType: 'agent_instructions',
  overtaken: (by) =>
    `The instructions were changed by ${by} in the meantime. Load them again; your changes are still here.`,
};

async function write(
  { clock, recordAudit }: ChangeInstructionsDeps,
  tx: Transaction,
  change: Change & Pick<NewInstructionsVersion, 'instructions' | 'restoredFrom' | 'override'>,
  actorId: string,
): Promise<InstructionsVersion> {
  const current = await readInstructionsVersion(tx);
  const { basedOn, instructions, note, restoredFrom, override } = change;
  const row = { instructions, note, restoredFrom, override, changedBy: actorId, at: clock.now() };
  await writeNextVersion(tx, recordAudit, INSTRUCTIONS, {
    ...{ basedOn, current, actorId },
    insert: (version) => insertInstructionsVersion(tx, { ...row, version }),
    details: { from: current.instructions, to: instructions, note, restoredFrom, override },
  });
  return readInstructionsVersion(tx);
}
