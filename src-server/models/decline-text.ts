import type { GroundedRequest } from './language-model.ts';

/** What is said instead of a guess. The same for every model: it is a promise of the desk, not a matter of style. */
export function declineText(request: Pick<GroundedRequest, 'businessName'>): string {
  return `I'm sorry, I don't know that: I found nothing about it in what ${request.businessName} has told me. Would you like me to ask a person on the team?`;
}
