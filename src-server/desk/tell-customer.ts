import type { AnswerMetadata } from '../contract/conversations.ts';
import type { Transaction } from '../database/database.ts';
import { lockConversation } from './conversation.store.ts';
import type { DeskDeps } from './desk-deps.ts';
import { insertMessage } from './message.store.ts';

export interface Telling {
  conversationId: string;
  content: string;
  /** The party that is confirmed by it. */
  bookingId?: string;
}

/** Says something to a customer that is no answer to a message, in the transaction in which it became true. */
export function createTellCustomer(deps: Pick<DeskDeps, 'newId' | 'clock'>) {
  return async function tellCustomer(tx: Transaction, { conversationId, content, bookingId }: Telling): Promise<void> {
    const { channel } = await lockConversation(tx, conversationId);
    const id = deps.newId();
    const metadata: AnswerMetadata = { kind: 'payment', ...(bookingId === undefined ? {} : { bookingId }) };
    await insertMessage(tx, {
      id,
      conversationId,
      channel,
      role: 'assistant',
      content,
      metadata,
      at: deps.clock.now(),
    });
    tx.emit({ type: 'message.created', conversationId, subjectId: id });
    tx.emit({ type: 'conversation.updated', conversationId });
  };
}
