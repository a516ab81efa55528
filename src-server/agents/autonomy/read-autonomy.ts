import type { Autonomy, AutonomyChange } from '../../contract/autonomy.ts';
import { Channel } from '../../contract/conversations.ts';
import { BUILT_IN_INTENTS } from '../router/built-in-intents.ts';
import type { AutonomyDeps } from './autonomy-deps.ts';
import { type ChangeRow, listChanges } from './change.store.ts';
import { byPair, countDecidedDrafts, countOwnAnswers, keyOf, type PairCount } from './evidence.store.ts';
import { levelOf, ownLevel } from './levels.ts';
import { countSinceDeclined, listOpenProposals } from './proposal.store.ts';
import { readRules } from './rules.store.ts';
import { acceptedToPropose, wilsonBounds, Z_PROPOSE, Z_STEP_BACK } from './wilson.ts';

/** The dial as the console shows it: every intent that the AI may answer on every channel, with level and evidence. */
export async function readAutonomy({ db, clock, listOwnIntents }: AutonomyDeps): Promise<Autonomy> {
  const [now, rules, own] = [clock.now(), await readRules(db), await listOwnIntents(db)];
  const builtIn = BUILT_IN_INTENTS.filter(({ agent }) => agent !== 'staff').map(({ name }) => name);
  const intents = [...new Set([...builtIn, ...own])];
  const channels = [...Channel.options];
  const drafts = byPair(await countDecidedDrafts(db, now));
  const answers = byPair(await countOwnAnswers(db, now));
  const sinceDeclined = byPair(await countSinceDeclined(db));
  const cells = intents.flatMap((intent) =>
    channels.map((channel) => {
      const key = keyOf({ intent, channel });
      const decided = drafts.get(key) ?? { count: 0, good: 0 };
      const afterDecline = rules.minDecisions - (sinceDeclined.get(key)?.decided ?? rules.minDecisions);
      return {
        intent,
        channel,
        ...levelOf(rules, intent, channel),
        drafts: evidenceOf(decided, 'lower'),
        draftsToPropose: Math.max(acceptedToPropose(decided, rules), afterDecline),
        answers: evidenceOf(answers.get(key) ?? { count: 0, good: 0 }, 'upper'),
      };
    }),
  );
  const proposals = (await listOpenProposals(db)).map(({ figures, created_at, ...pair }) => ({
    ...pair,
    ...figures,
    createdAt: created_at,
  }));
  const changes = (await listChanges(db)).map((row) =>
    toChange(row, row.undone_at === null && ownLevel(rules, row) === row.after),
  );
  return { rules, intents, channels, cells, proposals, changes: onlyLatestUndoable(changes) };
}

function evidenceOf({ count, good }: Pick<PairCount, 'count' | 'good'>, side: 'lower' | 'upper') {
  const z = side === 'lower' ? Z_PROPOSE : Z_STEP_BACK;
  return { count, good, bound: count === 0 ? null : wilsonBounds(good, count, z)[side] };
}

function toChange(row: ChangeRow, canUndo: boolean): AutonomyChange {
  return {
    id: row.id,
    intent: row.intent,
    channel: row.channel,
    before: row.before,
    after: row.after,
    cause: row.cause,
    evidence: row.figures?.evidence ?? null,
    threshold: row.figures?.threshold ?? null,
    by: row.by_id === null ? null : { id: row.by_id, name: row.by_name ?? '' },
    canUndo,
    at: row.created_at,
  };
}

/** Of the changes of one scope only the latest can be taken back: undoing is itself a change. */
function onlyLatestUndoable(newestFirst: readonly AutonomyChange[]): AutonomyChange[] {
  const seen = new Set<string>();
  return newestFirst.map((change) => {
    const scope = `${change.channel} ${change.intent}`;
    const isLatest = !seen.has(scope);
    seen.add(scope);
    return { ...change, canUndo: change.canUndo && isLatest && change.cause !== 'undo' };
  });
}
