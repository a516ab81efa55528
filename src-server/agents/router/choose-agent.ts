import type { RoutedAgent } from '../../contract/intents.ts';
import { UNKNOWN_INTENT } from './built-in-intents.ts';
import type { Routing } from './routing.ts';
import type { Classification } from './train-classifier.ts';

const ALTERNATIVES = 3;

/**
 * The agent with the largest sum of its intents' probabilities: a question between menu and policy is certainly one for
 * the knowledge agent. Foreign messages stand as an agent of their own in the sum.
 */
export function chooseAgent(
  { ranked }: Pick<Classification, 'ranked'>,
  agentOf: (intent: string) => RoutedAgent,
): Routing {
  const sums = new Map<string, number>();
  const sideOf = (intent: string) => (intent === UNKNOWN_INTENT ? UNKNOWN_INTENT : agentOf(intent));
  for (const { intent, probability } of ranked) sums.set(sideOf(intent), (sums.get(sideOf(intent)) ?? 0) + probability);
  const [side, confidence] = [...sums].reduce((best, next) => (next[1] > best[1] ? next : best), ['', 0]);
  const intent = ranked.find((candidate) => sideOf(candidate.intent) === side)?.intent ?? UNKNOWN_INTENT;
  return {
    intent,
    confidence,
    agent: agentOf(intent),
    isOutOfScope: intent === UNKNOWN_INTENT,
    alternatives: ranked.filter((candidate) => candidate.intent !== intent).slice(0, ALTERNATIVES),
    reasons: [`reads like ${intent} (${Math.round(confidence * 100)} %)`],
  };
}
