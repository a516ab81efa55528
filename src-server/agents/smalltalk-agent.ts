import type { Settings } from '../contract/system.ts';
import { type Reply, ruleTrace } from './draft.ts';
import { type Courtesy, courtesyOf } from './route-message.ts';

/** Answers greetings, thanks and goodbyes with set phrases: there is nothing to look up and nothing to get wrong. */
export function answerSmalltalk(message: string, settings: Settings): Reply {
  const phrases: Record<Courtesy, string> = {
    greeting: settings.greeting,
    thanks: "You're welcome! Is there anything else that I can help with?",
    identity: `I am the AI assistant of ${settings.businessName}. I answer what I can; ask for a person at any time and one will take over.`,
    goodbye: `Thank you for writing to ${settings.businessName}. Have a good day!`,
  };
  return {
    action: 'send',
    text: phrases[courtesyOf(message)],
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
