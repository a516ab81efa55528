import { findSafetyMatter } from './safety/find-safety-matter.ts';

/** Where a message goes. `knowledge` is the default: it is looked up, and declined when nothing supports an answer. */
export type Route =
  | { agent: 'staff'; intent: 'human' | 'safety' | 'complaint'; score: number }
  | { agent: 'smalltalk'; intent: 'greeting' | 'thanks' | 'goodbye'; score: number }
  | { agent: 'knowledge'; intent: 'question'; score: number };

const KIND = '(?:(?:real|live|actual|human|different) )*';
const STAFF = '(?:humans?|persons?|agents?|representatives?|reps?|operators?|managers?|supervisors?|human beings?)';
/** Also words that mean staff only after "talk to". */
const ANYBODY = '(?:people|someone|somebody|anyone|staff|employees?|owners?|team members?|your team|customer service)';

const RULES: { route: Route; pattern: RegExp }[] = [
  {
    route: { agent: 'staff', intent: 'human', score: 1 },
    pattern: new RegExp(
      String.raw`\b(?:talk|speak|chat|connect|transfer|escalate|put)(?: me)?(?: directly| through)? (?:to|with) (?:an? |the |your |some )?${KIND}(?:${STAFF}|${ANYBODY})\b`,
      'i',
    ),
  },
  {
    // "I need a person", but not "I need it for 12 people".
    route: { agent: 'staff', intent: 'human', score: 1 },
    pattern: new RegExp(
      String.raw`\b(?:get|give|want|need|prefer|reach|contact|have)(?: me)? (?:an? |the |your |some )${KIND}${STAFF}\b(?! (?:fee|charge|price|cost))`,
      'i',
    ),
  },
  {
    route: { agent: 'staff', intent: 'human', score: 1 },
    pattern: new RegExp(
      String.raw`^\W*(?:an? )?${KIND}${STAFF}\W*(?:please|now)?\W*$|\b(?:real|actual|live) (?:human|person|agent)\b|\b(?:call|phone) me(?: back)?\b|\bnot a (?:ro)?bot\b`,
      'i',
    ),
  },
  {
    route: { agent: 'staff', intent: 'complaint', score: 0.9 },
    pattern:
      /\b((?:want|like|need) to (?:complain|make a complaint|file a complaint)|(?:was|were|is|are|been|what an?) (?:absolutely |really |so |very |completely )?(?:terrible|awful|horrible|disgust\w*|unacceptable|disgrace\w*|rude)|worst (?:experience|service|party|food|chef)|never showed(?: up)?|no[- ]show(?:ed)? (?:up|on us)|(?:demand|want) (?:a |my )?(?:full )?(?:refund|money back) (?:because|as|since|for)|ruined (?:our|my|the))\b/i,
  },
  {
    route: { agent: 'smalltalk', intent: 'greeting', score: 1 },
    pattern: only(
      'hi|hello|hey|hiya|howdy|yo|good (?:morning|afternoon|evening|day)|how are you(?: doing)?(?: today)?|nice to meet you',
    ),
  },
  {
    route: { agent: 'smalltalk', intent: 'thanks', score: 1 },
    pattern: only(
      'thanks?(?: you)?(?: so much| a lot| very much)?|thank you(?: so much| very much)?|thx|ty|great|perfect|awesome|got it|ok(?:ay)?|cool|sounds good',
    ),
  },
  {
    route: { agent: 'smalltalk', intent: 'goodbye', score: 1 },
    pattern: only('bye(?: bye)?|goodbye|see you|have a (?:good|great|nice) (?:day|one|evening|night)'),
  },
];

/** A message that is nothing but these phrases, with or without "there" and punctuation. */
function only(phrases: string): RegExp {
  return new RegExp(String.raw`^\W*(?:(?:${phrases})(?: there| again| everyone| team| guys)?\W*){1,3}$`, 'iu');
}

/** Decides who answers a message, by rules that anybody can read. The first rule that fits wins. */
export function routeMessage(text: string): Route {
  // Illness, injury, legal and press matters are for people, whatever else the message asks.
  if (findSafetyMatter(text) !== undefined) return { agent: 'staff', intent: 'safety', score: 1 };
  const found = RULES.find((rule) => rule.pattern.test(text));
  return found?.route ?? { agent: 'knowledge', intent: 'question', score: 1 };
}

/** Whether a message is nothing but a greeting, thanks or a goodbye. */
export function courtesyOnly(message: string): boolean {
  return routeMessage(message).agent === 'smalltalk';
}

/** Whether a sentence does nothing but ask for a person. */
export function asksForPerson(sentence: string): boolean {
  const { agent, intent } = routeMessage(sentence);
  return agent === 'staff' && intent === 'human';
}

/** What kind of courtesy a message is, for the set phrase that meets it. */
export type Courtesy = 'greeting' | 'thanks' | 'goodbye' | 'identity';

export function courtesyOf(message: string): Courtesy {
  const rule = routeMessage(message);
  if (rule.agent === 'smalltalk') return rule.intent;
  if (/\bare you (?:an? |really |just )*(?:(?:ro|chat)?bot|machine|ai|computer|human|real|person)\b/i.test(message))
    return 'identity';
  if (/\b(?:thank|thanks|thx|cheers|appreciate\w*|great|perfect|awesome|lovely|nice|the best|helps)\b/i.test(message))
    return 'thanks';
  return /\b(?:bye|goodbye|see you|good night)\b/i.test(message) ? 'goodbye' : 'greeting';
}
