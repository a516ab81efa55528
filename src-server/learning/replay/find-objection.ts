import type { AgentInstructions } from '../../contract/instructions.ts';
import type { Queryable } from '../../database/database.ts';
import { findInstructionsReplay } from './replay.store.ts';

/**
 * What stands against putting instructions in force, in a sentence; undefined where nothing does. They must have been
 * tried exactly so, and not make more answers worse than better. Without a model they change nothing, and where nobody
 * has asked anything there is nothing to try them on.
 */
export function createFindObjection({ hasModel }: { hasModel: boolean }) {
  return async function findObjection(
    db: Queryable,
    change: { instructions: AgentInstructions; basedOn: number },
  ): Promise<string | undefined> {
    if (!hasModel) return undefined;
    const replay = await findInstructionsReplay(db, change);
    if (replay === undefined) return 'These instructions have not been tried. Try them on what customers asked before.';
    if (replay.state === 'failed') return 'Their replay has failed. Try them again.';
    if (replay.state !== 'done') return 'Their replay is not done yet. Wait for it.';
    const { better, worse } = replay.counts;
    if (worse <= better) return undefined;
    return `With these instructions ${worse} ${worse === 1 ? 'answer becomes' : 'answers become'} worse and ${better} better. Look at what changes.`;
  };
}
