import type { Settings } from '../contract/system.ts';
import { type Reply, ruleTrace } from './draft.ts';
import type { Route } from './route-message.ts';

/** Answers greetings, thanks and goodbyes with set phrases: there is nothing to look up and nothing to get wrong. */
export function answerSmalltalk(route: Extract<Route, { agent: 'smalltalk' }>, settings: Settings): Reply {
  const phrases: Record<typeof route.intent, string> = {
    greeting: settings.greeting,
    thanks: "You're welcome! Is there anything else that I can help with?",
    goodbye: `Thank you for writing to ${settings.businessName}. Have a good day!`,
  };
  return {
    action: 'send',
    text: phrases[route.intent],
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
    trace: ruleTrace('smalltalk', 'smalltalk', route.score),
  };
}
