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
 * person, complains, or clearly asks something else; then the task goes on afterwards. Pure.
 */
export function applyContext(routing: Routing, message: string, context: RouteContext): Routing {
  const { openAgent, previousIntent } = context;
  if (openAgent !== undefined) return insideTask(routing, message, openAgent);
  const mayFollowUp = !standsAlone(message) && routing.agent === 'knowledge' && previousIntent !== undefined;
  if (!mayFollowUp || routing.confidence >= SURE_ENOUGH_TO_TURN || routing.intent === previousIntent) return routing;
  return {
    ...routing,
    intent: previousIntent,
    isOutOfScope: false,
    reasons: [...routing.reasons, `a short follow-up to a message about ${previousIntent}`],
  };
}

function insideTask(routing: Routing, message: string, openAgent: 'booking' | 'complaint'): Routing {
  if (routing.agent === 'staff' || routing.agent === openAgent) return routing;
  if (routing.agent === 'complaint' && routing.confidence >= SURE_ENOUGH_TO_COMPLAIN) return routing;
  const isQuestion = routing.agent === 'knowledge' && !routing.isOutOfScope && QUESTION.test(message);
  const leaves = (isQuestion && routing.confidence >= SURE_ENOUGH_TO_LEAVE) || isCourtesy(routing, message);
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

/** "Thanks" and "hello" are courtesies; "okay" and "perfect" agree to what was asked. */
function isCourtesy(routing: Routing, message: string): boolean {
  return (
    routing.agent === 'smalltalk' && /\b(?:thank|thanks|thx|hi|hello|hey|bye|goodbye|morning|evening)\b/i.test(message)
  );
}
