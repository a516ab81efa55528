import type { RoutedAgent } from '../../contract/intents.ts';
import { BOOKING_EXAMPLES } from './built-in/booking.ts';
import { COMPLAINT_EXAMPLES } from './built-in/complaint.ts';
import { FAQ_EXAMPLES } from './built-in/faq.ts';
import { HUMAN_EXAMPLES } from './built-in/human.ts';
import { MENU_EXAMPLES } from './built-in/menu.ts';
import { POLICY_EXAMPLES } from './built-in/policy.ts';
import { PRICING_EXAMPLES } from './built-in/pricing.ts';
import { SMALLTALK_EXAMPLES } from './built-in/smalltalk.ts';
import { UNKNOWN_EXAMPLES } from './built-in/unknown.ts';

/** What a message may be about, and who answers such messages. */
export interface Intent {
  name: string;
  agent: RoutedAgent;
}

/** The intent of messages that belong to no other. They are looked up all the same, and declined without support. */
export const UNKNOWN_INTENT = 'unknown';

const BUILT_IN: readonly (Intent & { examples: string })[] = [
  { name: 'pricing', agent: 'knowledge', examples: PRICING_EXAMPLES },
  { name: 'booking', agent: 'booking', examples: BOOKING_EXAMPLES },
  { name: 'complaint', agent: 'complaint', examples: COMPLAINT_EXAMPLES },
  { name: 'menu', agent: 'knowledge', examples: MENU_EXAMPLES },
  { name: 'policy', agent: 'knowledge', examples: POLICY_EXAMPLES },
  { name: 'faq', agent: 'knowledge', examples: FAQ_EXAMPLES },
  { name: 'smalltalk', agent: 'smalltalk', examples: SMALLTALK_EXAMPLES },
  { name: 'human', agent: 'staff', examples: HUMAN_EXAMPLES },
  { name: UNKNOWN_INTENT, agent: 'knowledge', examples: UNKNOWN_EXAMPLES },
];

export const BUILT_IN_INTENTS: readonly Intent[] = BUILT_IN.map(({ name, agent }) => ({ name, agent }));

/** The sentences that every router begins with. */
export function builtInExamples(): { text: string; intent: string }[] {
  return BUILT_IN.flatMap(({ name, examples }) =>
    examples
      .trim()
      .split('\n')
      .map((text) => ({ text, intent: name })),
  );
}
