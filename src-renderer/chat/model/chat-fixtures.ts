import type { ChatMessage, ChatState } from '#contract/chat.ts';

/** A message of the customer for tests; its id follows from its place. */
export function chatMessage(seq: number, change: Partial<ChatMessage> = {}): ChatMessage {
  return {
    id: `message-${seq}`,
    seq,
    from: 'customer',
    authorName: null,
    content: `text ${seq}`,
    citations: [],
    bookingId: null,
    canRate: false,
    feedback: null,
    createdAt: '2026-11-22T10:00:00Z',
    ...change,
  };
}

/** A conversation that the assistant answers, for tests. */
export function chatState(messages: ChatMessage[], change: Partial<ChatState> = {}): ChatState {
  return {
    conversationId: 'conversation-1',
    businessName: 'MyHibachi',
    status: 'active',
    answeredBy: 'assistant',
    personName: null,
    isAnswering: false,
    rating: null,
    messages,
    lastEventId: '1',
    ...change,
  };
}
