import type { EscalationPolicy } from '../../contract/escalation-policy.ts';
import type { Database } from '../../database/database.ts';
import { changeBetween, type Replayed, replay } from './replay.ts';
import { listDecisions, type Place, type StoredDecision } from './simulation.store.ts';

/** Read at a time. Between two pages the desk has its turn. */
const PAGE = 400;

export interface Comparison {
  decision: StoredDecision;
  before: Replayed;
  after: Replayed;
  /** Undefined where both policies make the same of it. */
  change: ReturnType<typeof changeBetween>;
}

export interface Span {
  since: Date;
  until: Date;
  after?: Place | undefined;
}

/** Replays what is stored under two policies, the newest first, page by page so that nobody at the desk waits for it. */
export async function* compareDecisions(
  db: Database,
  span: Span,
  [inForce, tried]: readonly [EscalationPolicy, EscalationPolicy],
  signal?: AbortSignal,
): AsyncGenerator<Comparison> {
  const withQuestion = inForce.alwaysPerson.topics.length + tried.alwaysPerson.topics.length > 0;
  let { after } = span;
  for (;;) {
    signal?.throwIfAborted();
    const page = { ...span, after, limit: PAGE, withQuestion };
    const decisions = await db.background(() => listDecisions(db, page));
    for (const decision of decisions) {
      const [before, result] = [replay(decision, inForce), replay(decision, tried)];
      yield { decision, before, after: result, change: changeBetween(before, result) };
    }
    after = decisions.at(-1);
    if (decisions.length < PAGE) return;
  }
}
