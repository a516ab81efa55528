import type { EscalationReason } from '../contract/conversations.ts';

export interface AnswerEvidence {
  /** Whether the sources hold an answer at all. */
  answerable: boolean;
  /** How likely the answer is right, 0..1. */
  confidence: number;
  /** How close the best source is to the question, cosine 0..1. */
  relatedness: number;
  /** How many of our messages in a row before this one said "I don't know". */
  declinesBefore: number;
}

export type Decision = { action: 'answer' } | { action: 'decline' } | { action: 'escalate'; reason: EscalationReason };

/**
 * From this relatedness on, a question without an answer is one about the business, which a person should answer;
 * below it, it is about something else, and saying so is enough the first time.
 */
const ABOUT_THE_BUSINESS = 0.45;

/** Whether an answer is sent, withheld, or handed to a person. Pure, so that the owner's thresholds can be tried out. */
export function decide(evidence: AnswerEvidence, confidenceThreshold: number): Decision {
  const isGoodEnough = evidence.answerable && evidence.confidence >= confidenceThreshold;
  if (isGoodEnough) return { action: 'answer' };
  if (evidence.declinesBefore > 0) return { action: 'escalate', reason: 'repeated_failure' };
  if (evidence.answerable || evidence.relatedness >= ABOUT_THE_BUSINESS) {
    return { action: 'escalate', reason: 'low_confidence' };
  }
  return { action: 'decline' };
}
