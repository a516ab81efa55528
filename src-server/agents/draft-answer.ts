import type { Settings } from '../contract/system.ts';
import { handOver, type Reply, ruleTrace } from './draft.ts';
import { routeMessage } from './route-message.ts';
import { answerSmalltalk } from './smalltalk-agent.ts';
import type { Turn } from './turn.ts';

/** Routes a turn: what rules decide is drafted here, the rest is answered from the articles. */
export async function draftAnswer(
  turn: Turn,
  settings: Settings,
  answerFromKnowledge: () => Promise<Reply>,
): Promise<Reply> {
  const route = routeMessage(turn.question);
  if (!settings.aiEnabled)
    return handOver('ai_off', 'normal', 'The AI is switched off.', ruleTrace('none', 'unknown', 0));
  if (route.agent === 'smalltalk') return answerSmalltalk(route, settings);
  if (route.agent === 'knowledge') return answerFromKnowledge();
  const trace = ruleTrace('router', route.intent, route.score);
  switch (route.intent) {
    case 'human':
      return handOver('customer_request', 'normal', 'The customer asked for a person.', trace);
    case 'complaint':
      return handOver('complaint', 'high', 'The customer complains.', trace);
    case 'safety':
      return handOver('safety', 'urgent', 'The message is about health, safety or a legal matter.', trace);
  }
}
