import type { Settings } from '../../contract/system.ts';
import { spokenLanguage } from '../../core/languages.ts';
import { handOver, type Reply, ruleTrace } from '../draft.ts';
import type { Courtesy } from '../route-message.ts';
import type { Turn } from '../turn.ts';
import { isForeign, languageOf } from './customer-language.ts';
import { FOREIGN_PHRASES, plainPhrase } from './foreign-phrases.ts';

/**
 * What can be said to a message in another language than the desk's own, by rules: courtesies are returned, and who asks
 * for a person or tells of a danger gets one. Undefined for everything else, which is looked up.
 */
export function answerForeign(turn: Turn, settings: Settings): Reply | undefined {
  const spoken = spokenLanguage(turn.language);
  if (!isForeign(turn) || spoken === 'en') return undefined;
  const { courtesies, replies, person, safety } = FOREIGN_PHRASES[spoken];
  const phrase = plainPhrase(turn.question);
  const detail = languageOf(turn);
  if (safety.test(phrase))
    return handOver(
      'safety',
      'urgent',
      `${detail}The message is about health, safety or a legal matter.`,
      ruleTrace('router', 'safety', 1),
    );
  if (person.test(phrase))
    return handOver('customer_request', 'normal', `${detail}They asked for a person.`, ruleTrace('router', 'human', 1));
  const kinds: readonly Courtesy[] = ['greeting', 'thanks', 'goodbye'];
  const kind = kinds.find((one) => courtesies[one].test(phrase));
  return kind === undefined ? undefined : courtesy(replies[kind](settings.businessName));
}

function courtesy(text: string): Reply {
  return {
    action: 'send',
    text,
    metadata: {
      kind: 'smalltalk',
      agent: 'smalltalk',
      intent: 'smalltalk',
      confidence: 1,
      model: 'rules',
      citations: [],
    },
    citedChunkIds: [],
    exampleIds: [],
    trace: ruleTrace('smalltalk', 'smalltalk', 1),
  };
}

/** Whether a message takes up the offer of a person, in the customer's language. */
export function takesUpOffer(turn: Turn): boolean {
  const spoken = spokenLanguage(turn.language);
  const phrase = plainPhrase(turn.question);
  const YES =
    /^(?:yes|yeah|yep|yup|sure|ok(?:ay)?|please|please do|that would be (?:great|nice))(?: (?:please|thanks|thank you|do))?$/;
  return YES.test(phrase) || (spoken !== 'en' && FOREIGN_PHRASES[spoken].yes.test(phrase));
}
