import type { EscalationReason } from '../contract/conversations.ts';

/** What a customer is told when a person is asked to help. `waitMinutes` is what customers waited lately. */
export function handoverText(reason: EscalationReason, waitMinutes: number): string {
  return `${OPENINGS[reason]} ${waitText(waitMinutes)} You can keep writing here; nothing gets lost.`;
}

const OPENINGS: Record<EscalationReason, string> = {
  customer_request: 'Of course. I have asked a person on our team to join you.',
  low_confidence: "I don't know this for certain and would rather not guess, so I have asked a person on our team.",
  repeated_failure: "I'm sorry that I could not answer this. I have asked a person on our team to help you.",
  complaint: "I'm sorry about this. A person on our team will look at it with you.",
  safety: 'Thank you for telling us. This matters, so a person on our team will take care of it right away.',
  tool_failure: 'Something did not work on our side. I have asked a person on our team to help you.',
  booking: 'I have asked a person on our team to go on with your party; they see all that you told me.',
  ai_off: 'Thank you for your message. A person on our team will answer you.',
  not_approved: 'Thank you for your patience. A person on our team will answer you.',
  always_person: 'A person on our team answers this. I have asked one to join you.',
  staff_takeover: 'A person on our team is joining you.',
};

function waitText(minutes: number): string {
  if (minutes <= 1) return 'This usually takes about a minute.';
  if (minutes < 90) return `This usually takes about ${minutes} minutes.`;
  return `This usually takes about ${Math.round(minutes / 60)} hours.`;
}

/** A customer knows staff by their first name. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

export const joinedText = (name: string) => `${firstName(name)} has joined the conversation.`;
export const handedBackText = 'You are talking to the assistant again. You can ask for a person at any time.';
export const closedText = 'This conversation has been closed. Write again whenever you like.';
