import type { Message } from '../contract/conversations.ts';
import { AppError } from '../core/errors.ts';
import { lockConversation } from './conversation.store.ts';
import { type DeskDeps, type StaffActor, UNANSWERED_REASONS } from './desk-deps.ts';
import { findCurrentEscalation } from './escalation.store.ts';
import { findMessageByClientKey, getMessage, insertMessage, lastSeq } from './message.store.ts';

export interface StaffReply {
  conversationId: string;
  content: string;
  clientKey: string;
  /** The newest message that the author had seen; left out, nothing is checked. */
  lastSeenSeq?: number | undefined;
}

/**
 * Sends a person's reply, once for each client key. Refused when the author does not have the conversation, and when
 * something was said that they had not seen: then they read it and send again.
 */
export function createReply(deps: DeskDeps) {
  return function reply(input: StaffReply, actor: StaffActor): Promise<Message> {
    return deps.db.transaction(async (tx) => {
      const conversation = await lockConversation(tx, input.conversationId);
      const sentBefore = await findMessageByClientKey(tx, conversation.id, input.clientKey);
      if (sentBefore !== undefined) return sentBefore;
      if (conversation.status === 'closed') {
        throw new AppError('CONFLICT', 'This conversation is closed. Reopen it to answer.');
      }
      if (conversation.assigned_agent_id !== actor.id) {
        throw new AppError('CONFLICT', 'Take the conversation over first, so that only one person answers.');
      }
      if (input.lastSeenSeq !== undefined && (await lastSeq(tx, conversation.id)) > input.lastSeenSeq) {
        throw new AppError('CONFLICT', 'There are newer messages. Read them, then send again.');
      }
      const id = deps.newId();
      await insertMessage(tx, {
        id,
        conversationId: conversation.id,
        channel: conversation.channel,
        role: 'assistant',
        content: input.content,
        authorId: actor.id,
        clientKey: input.clientKey,
        at: deps.clock.now(),
      });
      const escalation = await findCurrentEscalation(tx, conversation.id);
      if (escalation?.question_message_id != null && UNANSWERED_REASONS.includes(escalation.reason)) {
        await deps.proposeStaffAnswer(tx, {
          conversationId: conversation.id,
          question: (await getMessage(tx, escalation.question_message_id)).content,
          answer: input.content,
          authorId: actor.id,
          messageId: id,
        });
      }
      tx.emit({ type: 'message.created', conversationId: conversation.id, subjectId: id });
      tx.emit({ type: 'conversation.updated', conversationId: conversation.id });
      return getMessage(tx, id);
    });
  };
}
