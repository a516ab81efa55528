import type { ChatMessage, ChatState } from '#contract/chat.ts';

/**
 * The conversation after a reading. A message that is known already and missing in what was read stays: the reading
 * began before it was written, or it is older than what the server still sends.
 */
export function mergeState(before: ChatState | undefined, read: ChatState): ChatState {
  if (before === undefined || before.conversationId !== read.conversationId) return read;
  return { ...read, messages: mergeMessages(before.messages, read.messages) };
}

/** The conversation after the server has acknowledged a message of the customer. */
export function withAcknowledged(state: ChatState | undefined, message: ChatMessage): ChatState | undefined {
  if (state === undefined) return undefined;
  const isNews = !state.messages.some(({ id }) => id === message.id);
  return {
    ...state,
    status: state.status === 'closed' ? 'active' : state.status,
    isAnswering: state.isAnswering || (isNews && state.answeredBy === 'assistant'),
    messages: mergeMessages(state.messages, [message]),
  };
}

function mergeMessages(before: readonly ChatMessage[], read: readonly ChatMessage[]): ChatMessage[] {
  const byId = new Map([...before, ...read].map((message) => [message.id, message]));
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}
