import type { AutonomyChange, AutonomyLevel } from '../../contract/autonomy.ts';
import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import type { AutonomyDeps } from './autonomy-deps.ts';
import { type Figures, getChange, insertChange, markUndone } from './change.store.ts';
import { ownLevel, type Scope, withLevel } from './levels.ts';
import { endProposal, findOpenProposal } from './proposal.store.ts';
import { lockRules, writeRules } from './rules.store.ts';

export interface LevelChange extends Scope {
  level: AutonomyLevel | null;
  cause: AutonomyChange['cause'];
  figures?: Figures;
  /** Null where the desk does it by itself. */
  by: string | null;
}

/** Changes a level under the rules' lock, with its history and its audit; nothing where it is set already. */
export async function changeLevel(
  deps: AutonomyDeps,
  tx: Transaction,
  change: LevelChange,
): Promise<string | undefined> {
  const { intent, channel } = change;
  const rules = await lockRules(tx);
  const changed = withLevel(rules, change, change.level);
  const [before, after] = [ownLevel(rules, change), ownLevel(changed, change)];
  if (before === after) return undefined;
  const [id, at] = [deps.newId(), deps.clock.now()];
  await writeRules(tx, changed, change.by, at);
  const figures = change.figures ?? null;
  await insertChange(tx, { id, intent, channel, before, after, cause: change.cause, figures, by: change.by, at });
  await deps.recordAudit(tx, {
    actorId: change.by,
    action: 'autonomy.changed',
    subjectType: 'autonomy',
    subjectId: `${channel ?? 'all'}/${intent ?? 'all'}`,
    details: { before, after, cause: change.cause },
  });
  tx.emit({ type: 'autonomy.updated', subjectId: id });
  return id;
}

/** What the owner decides about the levels. */
export function createSetLevel(deps: AutonomyDeps) {
  const { db, clock } = deps;

  async function setLevel(scope: Scope, level: AutonomyLevel | null, by: string): Promise<void> {
    if (scope.intent === null && scope.channel === null && level === null)
      throw new AppError('BAD_INPUT', 'What stands for all has nothing to inherit from. Choose a level.');
    await db.transaction((tx) => changeLevel(deps, tx, { ...scope, level, cause: 'owner', by }));
  }

  async function setBars(bars: { threshold?: number | undefined; minDecisions?: number | undefined }, by: string) {
    await db.transaction(async (tx) => {
      const rules = await lockRules(tx);
      const { threshold = rules.threshold, minDecisions = rules.minDecisions } = bars;
      await writeRules(tx, { ...rules, threshold, minDecisions }, by, clock.now());
      await deps.recordAudit(tx, {
        actorId: by,
        action: 'autonomy.bars-changed',
        subjectType: 'autonomy',
        subjectId: 'bars',
        details: { threshold, minDecisions },
      });
      tx.emit({ type: 'autonomy.updated' });
    });
  }

  /** Accepts or declines a proposed step; CONFLICT where it is not open any more. */
  async function decide(id: string, accept: boolean, by: string): Promise<void> {
    await db.transaction(async (tx) => {
      await lockRules(tx);
      const proposal = await findOpenProposal(tx, id);
      if (proposal === undefined)
        throw new AppError('CONFLICT', 'This proposal was decided or withdrawn already. Look at the page again.');
      await endProposal(tx, id, { state: accept ? 'accepted' : 'declined', by, at: clock.now() });
      const { intent, channel, figures } = proposal;
      if (accept) await changeLevel(deps, tx, { intent, channel, level: 'auto', cause: 'proposal', figures, by });
      else
        await deps.recordAudit(tx, {
          actorId: by,
          action: 'autonomy.declined',
          subjectType: 'autonomy',
          subjectId: `${channel}/${intent}`,
        });
      tx.emit({ type: 'autonomy.updated', subjectId: id });
    });
  }

  /** Takes a change back while the level is still the one that it set. */
  async function undo(id: string, by: string): Promise<void> {
    await db.transaction(async (tx) => {
      const rules = await lockRules(tx);
      const change = await getChange(tx, id);
      if (change.undone_at !== null) return;
      if (ownLevel(rules, change) !== change.after)
        throw new AppError('CONFLICT', 'The level has been changed again since, so this change cannot be taken back.');
      const { intent, channel, before } = change;
      await changeLevel(deps, tx, { intent, channel, level: before, cause: 'undo', by });
      await markUndone(tx, id, clock.now());
    });
  }

  return { setLevel, setBars, decide, undo };
}
