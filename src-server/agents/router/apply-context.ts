import { standsAlone } from './message-shape.ts';
import type { RouteContext, Routing } from './routing.ts';

/** A question leaves an open task only when it is this likely to be one. */
const SURE_ENOUGH_TO_LEAVE = 0.5;
/** An open task is only broken off for a complaint that is this likely to be one. */
const SURE_ENOUGH_TO_COMPLAIN = 0.75;
/** Below this, a short follow-up is taken to be about the same as the message before. */
const SURE_ENOUGH_TO_TURN = 0.6;

/**
 * Reads a routing in the light of the conversation. Inside an open task a message is a reply to it, unless it asks for a
 * person, complains, or clearly asks something else; then the task goes on afterwards. What states facts of the task is
 * a reply to it, whatever it reads like to the classifier, which does not know what was asked. Pure.
 */
export function applyContext(routing: Routing, message: string, context: RouteContext): Routing {
  const { openAgent, previousIntent, statesFacts = false } = context;
  if (openAgent !== undefined) return insideTask(routing, message, { openAgent, statesFacts });
  const mayFollowUp = !standsAlone(message) && routing.agent === 'knowledge' && previousIntent !== undefined;
  if (!mayFollowUp || routing.confidence >= SURE_ENOUGH_TO_TURN || routing.intent === previousIntent) return routing;
  return {
    ...routing,
    intent: previousIntent,
    isOutOfScope: false,
    reasons: [...routing.reasons, `a short follow-up to a message about ${previousIntent}`],
  };
}

function insideTask(
  routing: Routing,
  message: string,
  { openAgent, statesFacts }: { openAgent: 'booking' | 'complaint'; statesFacts: boolean },
): Routing {
  if (routing.agent === 'staff' || routing.agent === openAgent) return routing;
  const isComplaint = routing.agent === 'complaint' && routing.confidence >= SURE_ENOUGH_TO_COMPLAIN;
  if (isComplaint && !statesFacts) return routing;
  const isQuestion = routing.agent === 'knowledge' && !routing.isOutOfScope && QUESTION.test(message);
  const isAside = isQuestion && routing.confidence >= SURE_ENOUGH_TO_LEAVE && !(statesFacts && proposes(message));
  const leaves = isAside || (isCourtesy(routing, message) && !statesFacts);
  if (leaves)
    return {
      ...routing,
      returnTo: openAgent,
      reasons: [...routing.reasons, `the open ${openAgent} goes on afterwards`],
    };
  return {
    ...routing,
    intent: openAgent,
    agent: openAgent,
    isOutOfScope: false,
    alternatives: [{ intent: routing.intent, probability: routing.confidence }, ...routing.alternatives].slice(0, 3),
    reasons: [...routing.reasons, `a reply within the open ${openAgent}`],
  };
}

const QUESTION =
  /\?|^\W*(?:and |so |but |also |ok(?:ay)?,? |btw,? )*(?:what|how|when|where|which|who|why|do|does|did|can|could|is|are|will|would|should|may)\b/i;

const PROPOSAL =
  /\b(?:can|could|may|might|shall|should) (?:we|you|i|it)(?: please| also| still)? (?:make|change|move|switch|push|shift|do|be|have it|start|come|add|bring)\b|\b(?:how|what) about\b|\b(?:would|does|will|is) .{1,40}\b(?:work|ok(?:ay)?|all ?right|possible|fine|instead)\b/i;
const ASKS_FOR_TERMS = /\b(?:how much|pric\w*|costs?|fees?|charged?|polic\w*|refund\w*|discounts?|minimum|deposit)\b/i;

/** "Could we make it 14 people?" proposes what a statement would say; "what about 14 people, how much?" asks. */
function proposes(message: string): boolean {
  return PROPOSAL.test(message) && !ASKS_FOR_TERMS.test(message);
}

/** "Thanks" and "hello" are courtesies; "okay" and "perfect" agree to what was asked. */
function isCourtesy(routing: Routing, message: string): boolean {
  return (
    routing.agent === 'smalltalk' && /\b(?:thank|thanks|thx|hi|hello|hey|bye|goodbye|morning|evening)\b/i.test(message)
  );
}
