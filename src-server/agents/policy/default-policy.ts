import type { Priority } from '../../contract/conversations.ts';
import type { EscalationPolicy, PolicyReason, ReasonRule } from '../../contract/escalation-policy.ts';

const call = (priority: Priority): ReasonRule => ({ action: 'escalate', priority, targetShare: null });

const REASONS: Record<PolicyReason, ReasonRule> = {
  customer_request: call('normal'),
  low_confidence: call('normal'),
  repeated_failure: call('normal'),
  complaint: call('high'),
  safety: call('urgent'),
  tool_failure: call('high'),
  booking: call('normal'),
  ai_off: call('normal'),
  not_approved: call('high'),
  always_person: call('normal'),
};

/** What a desk starts with. */
export const DEFAULT_POLICY: EscalationPolicy = {
  answers: {
    confidence: 0.6,
    confidenceByIntent: {},
    confidenceByChannel: {},
    aboutTheBusiness: 0.45,
    declinesInARow: 1,
  },
  // The rules know the plain words of asking for a person; what only reads like it must do so clearly.
  router: { person: 0.85, complaint: 0.6, booking: 0.45, ownPerson: 0.45 },
  reasons: REASONS,
  targets: {
    responseMinutes: 15,
    shares: { urgent: 0.2, high: 0.5, normal: 1, low: 4 },
    counted: 'always',
  },
  alwaysPerson: { topics: [], channels: [] },
};
