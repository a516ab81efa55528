import type { AutonomyRules } from '../../contract/autonomy.ts';
import type { Transaction } from '../../database/database.ts';
import type { AutonomyDeps } from './autonomy-deps.ts';
import { byPair, countDecidedDrafts, countOwnAnswers, keyOf, type PairCount } from './evidence.store.ts';
import { levelOf } from './levels.ts';
import { countSinceDeclined, endProposal, listOpenProposals, putProposal } from './proposal.store.ts';
import { lockRules } from './rules.store.ts';
import { changeLevel } from './set-level.ts';
import { mayPropose, mustStepBack, wilsonBounds, Z_PROPOSE, Z_STEP_BACK } from './wilson.ts';

/**
 * Looks at the evidence: proposes a step from draft to auto where enough drafts were accepted, takes a proposal back that
 * the evidence no longer carries, and steps back to draft at once where the AI's own answers have become too bad. Running
 * it again changes nothing, as each step moves the point from which evidence is counted.
 */
export function createReviewAutonomy(deps: AutonomyDeps) {
  return function reviewAutonomy(): Promise<void> {
    return deps.db.transaction(async (tx) => {
      const rules = await lockRules(tx);
      await stepBack(tx, rules);
      await propose(tx, rules);
    });
  };

  async function stepBack(tx: Transaction, rules: AutonomyRules): Promise<void> {
    for (const answers of await countOwnAnswers(tx, deps.clock.now())) {
      const { intent, channel, count, good } = answers;
      if (levelOf(rules, intent, channel).level !== 'auto' || !mustStepBack(answers, rules.threshold)) continue;
      const evidence = { count, good, bound: wilsonBounds(good, count, Z_STEP_BACK).upper };
      const figures = { evidence, threshold: rules.threshold };
      const id = await changeLevel(deps, tx, { intent, channel, level: 'draft', cause: 'quality', figures, by: null });
      if (id === undefined) continue;
      await deps.putNotice(tx, {
        id: `autonomy-${id}`,
        level: 'warning',
        title: `The AI no longer answers ${intent} by itself (${channel.replace('_', ' ')})`,
        text: `${count - good} of its last ${count} answers drew a complaint, so a person approves them from now on. The owner can take this back with one click.`,
        page: 'autonomy',
        at: deps.clock.now(),
      });
      tx.emit({ type: 'system.notice', subjectId: `autonomy-${id}` });
    }
  }

  async function propose(tx: Transaction, before: AutonomyRules): Promise<void> {
    // Read again: a pair may have stepped back a moment ago.
    const rules = { ...before, ...(await lockRules(tx)) };
    const [decided, open] = [await countDecidedDrafts(tx, deps.clock.now()), await listOpenProposals(tx)];
    const sinceDeclined = byPair(await countSinceDeclined(tx));
    const isOpen = new Set(open.map(keyOf));
    const isDue = (pair: PairCount) =>
      levelOf(rules, pair.intent, pair.channel).level === 'draft' &&
      mayPropose(pair, rules) &&
      (isOpen.has(keyOf(pair)) || (sinceDeclined.get(keyOf(pair))?.decided ?? Infinity) >= rules.minDecisions);
    const due = byPair(decided.filter(isDue));
    for (const { intent, channel, count, good } of due.values()) {
      const evidence = { count, good, bound: wilsonBounds(good, count, Z_PROPOSE).lower };
      const [id, at] = [deps.newId(), deps.clock.now()];
      if (!(await putProposal(tx, { id, intent, channel, figures: { evidence, threshold: rules.threshold }, at })))
        continue;
      await deps.putNotice(tx, {
        id: `autonomy-${id}`,
        level: 'info',
        title: `The AI could answer ${intent} by itself (${channel.replace('_', ' ')})`,
        text: `People sent ${good} of its last ${count} drafts as good as unchanged. The owner decides.`,
        page: 'autonomy',
        at,
      });
      tx.emit({ type: 'autonomy.updated', subjectId: id });
      tx.emit({ type: 'system.notice', subjectId: `autonomy-${id}` });
    }
    for (const proposal of open.filter((one) => !due.has(keyOf(one)))) {
      await endProposal(tx, proposal.id, { state: 'withdrawn', by: null, at: deps.clock.now() });
      tx.emit({ type: 'autonomy.updated', subjectId: proposal.id });
    }
  }
}
