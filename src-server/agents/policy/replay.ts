import type { DecisionEvidence, EscalationPolicy, PolicyReason } from '../../contract/escalation-policy.ts';
import type { ChangeKind, SimulatedOutcome } from '../../contract/policy-simulation.ts';
import { type Answerer, chooseAnswerer, decide, findOwnRule, reasonForPerson } from '../escalation-policy.ts';

/** What was kept of a message and its answer. */
export interface Replayable {
  /** All that the customer wrote since the answer before. */
  question: string;
  evidence: DecisionEvidence;
  /** Who answered, and what came of it. */
  agent: string;
  outcome: string;
}

export interface Replayed {
  outcome: SimulatedOutcome;
  reason: PolicyReason | null;
}

/**
 * What a policy makes of a message, by what was known when it was answered. Pure: the same evidence under the policy of
 * the time gives what happened. What an agent would have said that was not asked stays unknown.
 */
export function replay(message: Replayable, policy: EscalationPolicy): Replayed {
  const { evidence, question } = message;
  if (findOwnRule(question, evidence, policy) !== undefined) return escalated('always_person');
  return byAnswerer(chooseAnswerer(evidence, policy), message, policy);
}

function byAnswerer(answerer: Answerer, { evidence, agent, outcome }: Replayable, policy: EscalationPolicy): Replayed {
  switch (answerer) {
    case 'staff':
      return escalated(reasonForPerson(evidence.intent));
    case 'complaint':
      return escalated('complaint');
    case 'smalltalk':
      return { outcome: 'answered', reason: null };
    case 'booking':
      if (agent !== 'booking') return UNKNOWN;
      // The policy has no say in how a booking goes on.
      return outcome === 'escalated' ? escalated('booking') : { outcome: 'answered', reason: null };
    case 'knowledge': {
      if (evidence.knowledge === null) return UNKNOWN;
      const decision = decide({ ...evidence.knowledge, intent: evidence.intent, channel: evidence.channel }, policy);
      if (decision.action === 'escalate') return escalated(decision.reason);
      return { outcome: decision.action === 'answer' ? 'answered' : 'declined', reason: null };
    }
  }
}

/** How two results differ; undefined where they do not. */
export function changeBetween(before: Replayed, after: Replayed): Exclude<ChangeKind, 'all'> | undefined {
  if (before.outcome === after.outcome && before.reason === after.reason) return undefined;
  // From or to the unknown is neither a won nor a lost answer.
  if (before.outcome === after.outcome || before.outcome === 'unknown' || after.outcome === 'unknown') return 'other';
  if (after.outcome === 'answered') return 'more';
  return before.outcome === 'answered' ? 'fewer' : 'other';
}

const UNKNOWN: Replayed = { outcome: 'unknown', reason: null };

const escalated = (reason: PolicyReason): Replayed => ({ outcome: 'escalated', reason });
