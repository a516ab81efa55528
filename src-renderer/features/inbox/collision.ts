import type { Message } from '#contract/conversations.ts';

/** What the writer of a draft has not read yet: messages of others. What the desk itself says is no news. */
export function unseenMessages(messages: readonly Message[], seenSeq: number, myId: string): Message[] {
  return messages.filter(
    ({ seq, author }) =>
      seq > seenSeq && author.kind !== 'system' && !(author.kind === 'staff' && author.person.id === myId),
  );
}

export function latestSeq(messages: readonly Message[]): number {
  return messages.at(-1)?.seq ?? 0;
}
