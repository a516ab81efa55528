import type { EscalationPolicy } from '../../contract/escalation-policy.ts';
import type { Aftermath, Simulation } from '../../contract/policy-simulation.ts';
import type { Clock } from '../../core/clock.ts';
import type { Database } from '../../database/database.ts';
import { readPolicy } from './policy.store.ts';
import { type Comparison, compareDecisions } from './read-decisions.ts';
import { countNotReplayable, listAftermath } from './simulation.store.ts';
import { createTally } from './tally.ts';

export interface SimulateDeps {
  db: Database;
  clock: Clock;
}

export interface Trial {
  policy: EscalationPolicy;
  days: number;
}

/** More than this is cut, and the result says so: a simulation is to answer while somebody moves a slider. */
const MOST = 100_000;
const AFTERMATH_PAGE = 1000;
export const DAY_MS = 86_400_000;

/**
 * What `policy` would have made of the messages of the last days, beside what the rules in force make of them. Each
 * message is looked at by itself, by what was known when it was answered; nothing is asked of a model.
 */
export async function simulate(
  { db, clock }: SimulateDeps,
  { policy, days }: Trial,
  signal?: AbortSignal,
  most = MOST,
): Promise<Simulation> {
  const until = clock.now();
  const since = new Date(until.getTime() - days * DAY_MS);
  const policies = [await readPolicy(db), policy] as const;
  const tally = createTally();
  const seen = createSeen();
  const changes = { more: [] as Comparison[], fewer: [] as Comparison[] };
  let [messages, changed, differentThen, isCut] = [0, 0, 0, false];
  for await (const comparison of compareDecisions(db, { since, until }, policies, signal)) {
    if (messages === most) {
      isCut = true;
      break;
    }
    const { decision, before, after, change } = comparison;
    messages += 1;
    tally.add(decision.evidence, before, after);
    if (wentOtherwise(decision.outcome, before.outcome)) differentThen += 1;
    seen.add(decision.conversationId, change !== undefined);
    if (change !== undefined) changed += 1;
    if (change === 'more' || change === 'fewer') changes[change].push(comparison);
  }
  const result = tally.result();
  const { before, after } = result.total;
  return {
    days,
    readAt: until.toISOString(),
    messages,
    notReplayable: await countNotReplayable(db, since, until),
    isCut,
    differentThen,
    ...result,
    changed,
    ...seen.result(),
    moreAnswers: await aftermathOf(db, changes.more, signal),
    fewerAnswers: await aftermathOf(db, changes.fewer, signal),
    escalationsADay: { before: before.escalated / days, after: after.escalated / days },
  };
}

/** A draft that waited for a person was an answer as far as the policy goes. What stays unknown is not compared. */
function wentOtherwise(then: string, now: string): boolean {
  return now !== 'unknown' && (then === 'drafted' ? 'answered' : then) !== now;
}

/** Counts the conversations with a change, and the messages in them that came after their first one. Fed the newest first. */
function createSeen() {
  const newer = new Map<string, number>();
  const afterFirst = new Map<string, number>();
  return {
    add(conversationId: string, isChanged: boolean): void {
      const count = newer.get(conversationId) ?? 0;
      if (isChanged) afterFirst.set(conversationId, count);
      newer.set(conversationId, count + 1);
    },
    result: () => ({
      changedConversations: afterFirst.size,
      afterChanged: [...afterFirst.values()].reduce((sum, count) => sum + count, 0),
    }),
  };
}

async function aftermathOf(db: Database, changes: readonly Comparison[], signal?: AbortSignal): Promise<Aftermath> {
  const sum = { count: changes.length, rated: 0, ratedWell: 0, ratedBadly: 0, corrected: 0, personCalledLater: 0 };
  for (let at = 0; at < changes.length; at += AFTERMATH_PAGE) {
    signal?.throwIfAborted();
    const ids = changes.slice(at, at + AFTERMATH_PAGE).map(({ decision }) => decision.id);
    for (const one of await db.background(() => listAftermath(db, ids))) {
      sum.rated += Number(one.isGood || one.isBad);
      sum.ratedWell += Number(one.isGood);
      sum.ratedBadly += Number(one.isBad);
      sum.corrected += Number(one.wasCorrected);
      sum.personCalledLater += Number(one.personCalledLater);
    }
  }
  return { ...sum, expectedRight: expectedRight(changes) };
}

/** Confidence is fitted to how often answers are right, so its sum over answers is how many should be. */
function expectedRight(changes: readonly Comparison[]): number | null {
  const known = changes.flatMap(({ decision }) => decision.evidence.knowledge ?? []);
  return known.length === 0 ? null : known.reduce((sum, { confidence }) => sum + confidence, 0);
}
