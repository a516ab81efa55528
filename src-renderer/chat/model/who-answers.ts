import type { ChatState } from '#contract/chat.ts';

export interface WhoAnswers {
  kind: 'assistant' | 'coming' | 'person' | 'closed';
  text: string;
}

/** What to say to a customer who asks for a person while one is there or coming; undefined while none is. */
export function personAlready(conversation: Parameters<typeof whoAnswers>[0]): string | undefined {
  const { kind, text } = whoAnswers(conversation);
  if (kind === 'coming') return 'A person is already on the way. You can keep writing here; nothing gets lost.';
  return kind === 'person' ? `${text} already. Just write.` : undefined;
}

/** Who answers next, in the customer's words. Before the first message it is the assistant. */
export function whoAnswers(
  conversation: Pick<ChatState, 'status' | 'answeredBy' | 'personName'> | undefined,
): WhoAnswers {
  if (conversation?.status === 'closed') return { kind: 'closed', text: 'Conversation closed' };
  switch (conversation?.answeredBy) {
    case 'person_coming':
      return { kind: 'coming', text: 'A person is on the way' };
    case 'person':
      return { kind: 'person', text: `${conversation.personName ?? 'A person'} is here` };
    default:
      return { kind: 'assistant', text: 'AI assistant' };
  }
}
