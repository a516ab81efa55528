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

/**
 * Says something to a customer that is no answer to a message, in the transaction in which it became true. That a party is
 * confirmed is told once, however often it is asked for.
 */
export function createTellCustomer(deps: Pick<DeskDeps, 'newId' | 'clock'>) {
  return async function tellCustomer(tx: Transaction, { conversationId, content, bookingId }: Telling): Promise<void> {
    const { channel } = await lockConversation(tx, conversationId);
    if (bookingId !== undefined && (await isToldOf(tx, conversationId, bookingId))) return;
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

async function isToldOf(tx: Transaction, conversationId: string, bookingId: string): Promise<boolean> {
  const { rows } = await tx.query(
    `SELECT 1 FROM ai.messages WHERE conversation_id = $1 AND metadata ->> 'kind' = 'payment' AND metadata ->> 'bookingId' = $2 LIMIT 1`,
    [conversationId, bookingId],
  );
  return rows.length > 0;
}
