import type { ConversationRules } from '../../contract/conversation-rules.ts';
import type { Settings } from '../../contract/system.ts';
import { handOver, type Reply, ruleTrace } from '../draft.ts';
import { languageOf } from '../language/customer-language.ts';
import { answerForeign, takesUpOffer } from '../language/foreign-turn.ts';
import { findSafetyMatter } from '../safety/find-safety-matter.ts';
import type { Turn } from '../turn.ts';

export interface TurnFacts {
  settings: Settings;
  rules: ConversationRules;
  /** Messages of the AI to this conversation within the last hour. */
  aiMessages: number;
}

/**
 * What is decided before any agent is asked, so that nothing is spent on it; undefined: the agents go on. Two programs
 * that answer each other are parted, an offer of a person that is taken up is kept, and courtesies, dangers and wishes
 * for a person are understood in other languages.
 */
export function decideBeforeAgents(turn: Turn, { settings, rules, aiMessages }: TurnFacts): Reply | undefined {
  // Goes to a person urgently, before every other rule.
  if (findSafetyMatter(turn.question) !== undefined) return undefined;
  const most = rules.channels[turn.channel].aiMessagesPerHour;
  if (aiMessages >= most)
    return handOver(
      'repeated_failure',
      'normal',
      `The AI has sent ${most} messages here within an hour. Perhaps another program answers it.`,
      ruleTrace('none', 'unknown', 0),
    );
  if (wasOffered(turn) && takesUpOffer(turn))
    return handOver(
      'customer_request',
      'normal',
      `${languageOf(turn)}The customer took up the offer of a person.`,
      ruleTrace('router', 'human', 1),
    );
  return answerForeign(turn, settings);
}

function wasOffered({ history }: Turn): boolean {
  const last = history.findLast(({ role }) => role === 'business');
  return last?.isDecline === true || last?.kind === 'offer';
}
