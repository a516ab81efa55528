import { routeMessage } from '../route-message.ts';
import type { Routing } from './routing.ts';

/**
 * What must not depend on a model: asking for a person, health, safety, the law and the press, plain complaints, and
 * messages that are nothing but a greeting. Undefined for everything else.
 */
export function routeByRules(message: string): Routing | undefined {
  const rule = routeMessage(message);
  if (rule.agent === 'knowledge') return undefined;
  const base = { confidence: rule.score, isOutOfScope: false, alternatives: [] };
  if (rule.agent === 'smalltalk')
    return { ...base, intent: 'smalltalk', agent: 'smalltalk', reasons: [`a rule: ${rule.intent}`] };
  if (rule.intent === 'complaint')
    return { ...base, intent: 'complaint', agent: 'complaint', reasons: ['a rule: words of a complaint'] };
  const why = rule.intent === 'human' ? 'asks for a person' : 'health, safety, law or press';
  return { ...base, intent: rule.intent, agent: 'staff', reasons: [`a rule: ${why}`] };
}
