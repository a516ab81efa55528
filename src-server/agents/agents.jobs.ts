import { z } from 'zod';
import type { JobDefinition } from '../jobs/job.ts';
import type { AnswerRequest, createAnswerConversation } from './answer-conversation.ts';

/** Answers a customer's message. Given up, the conversation goes to a person: the customer never waits for nothing. */
export function answerJob(agent: ReturnType<typeof createAnswerConversation>): JobDefinition<AnswerRequest> {
  return {
    name: 'conversation.answer',
    payload: z.object({ conversationId: z.uuid(), messageId: z.uuid() }),
    retry: { limit: 2, delaySeconds: 1 },
    timeoutSeconds: 90,
    concurrency: 2,
    run: async (request, { signal }) => void (await agent.answerConversation(request, signal)),
    onGivenUp: agent.giveUp,
  };
}
