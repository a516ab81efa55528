import { routeMessage } from '../route-message.ts';
import type { Routing } from './routing.ts';

/**
 * What must not depend on a model: asking for a person, health, safety, the law and the press, plain complaints, and
 * messages that are nothing but a greeting. Undefined for everything else.
 */
export function routeByRules(message: string): Routing | undefined {
  const rule = routeMessage(message);
  if (rule.agent === 'knowledge') return routeBookings(message);
  const base = { confidence: rule.score, isOutOfScope: false, alternatives: [] };
  if (rule.agent === 'smalltalk')
    return { ...base, intent: 'smalltalk', agent: 'smalltalk', reasons: [`a rule: ${rule.intent}`] };
  if (rule.intent === 'complaint')
    return { ...base, intent: 'complaint', agent: 'complaint', reasons: ['a rule: words of a complaint'] };
  const why = rule.intent === 'human' ? 'asks for a person' : 'health, safety, law or press';
  return { ...base, intent: rule.intent, agent: 'staff', reasons: [`a rule: ${why}`] };
}

/** "What if I cancel?" asks for the rules; "please cancel my party" is an order. */
const ASKS_FOR_RULES =
  /\b(?:(?:can|could|may|do|would|should) (?:i|we|you|people|customers)|what (?:happens |if |about )|how (?:do|does|can|late|far|long|much)|is it possible|is there)\b[^.!]*\b(?:cancel|reschedul\w*|book|change|postpone)/i;
const ORDERS_A_BOOKING =
  /\b(?:want|like|need|love|ready|trying|hoping|looking) to (?:book|reserve|schedule|make a (?:booking|reservation))\b|^\W*(?:please |pls |can you |could you |(?:hi|hello|hey)\W+)*(?:book|reserve|schedule)\b(?!ing)|\b(?:please |i (?:need|want|have) to )?(?:cancel|reschedule|postpone|move|change) (?:my|our) (?:party|booking|reservation|event|appointment|date)\b/i;

/** A plain wish to book, move or cancel needs no classifier, and is understood before there is one. */
function routeBookings(message: string): Routing | undefined {
  const base = { isOutOfScope: false, alternatives: [] };
  if (
    ASKS_FOR_RULES.test(message) &&
    /\?\s*$/.test(message) &&
    !/\b(?:my|our) (?:party|booking|reservation)\b/i.test(message)
  )
    return {
      ...base,
      intent: 'policy',
      agent: 'knowledge',
      confidence: 0.9,
      reasons: ['a rule: asks how booking or cancelling works'],
    };
  if (ORDERS_A_BOOKING.test(message))
    return { ...base, intent: 'booking', agent: 'booking', confidence: 0.9, reasons: ['a rule: words of a booking'] };
  return undefined;
}
