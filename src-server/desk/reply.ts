import type { Message } from '../contract/conversations.ts';
import { AppError } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import { lockConversation, moveConversation } from './conversation.store.ts';
import { type DeskDeps, type StaffActor, UNANSWERED_REASONS } from './desk-deps.ts';
import { isSubstantialEdit } from './drafts/grade-edit.ts';
import { createRenewDraft } from './drafts/renew-draft.ts';
import {
  type CarryOut,
  carryOutChanges,
  type DraftUse,
  gradeReply,
  OUTDATED,
  type RecordSources,
  settleReply,
} from './drafts/use-draft.ts';
import { findCurrentEscalation } from './escalation.store.ts';
import { createInsertAnswer } from './insert-answer.ts';
import { findMessageByClientKey, getMessage, lastSeq } from './message.store.ts';

export interface StaffReply {
  conversationId: string;
  content: string;
  clientKey: string;
  /** The newest message that the author had seen; left out, nothing is checked. */
  lastSeenSeq?: number | undefined;
  /** The draft that it was made from. */
  draftId?: string | undefined;
}

/**
 * Sends a person's reply, once for each client key. Refused when the author does not have the conversation, and when
 * something was said that they had not seen: then they read it and send again. A draft that was held back for approval
 * is sent without taking the conversation over: the AI keeps it. The changes to a booking that it tells of are made with
 * it, or it is refused and prepared anew.
 */
export function createReply(deps: DeskDeps & { recordSources: RecordSources; carryOut: CarryOut }) {
  const renewDraft = createRenewDraft(deps);
  const insertAnswer = createInsertAnswer(deps);

  return async function reply(input: StaffReply, actor: StaffActor): Promise<Message> {
    return send(input, actor).catch(async (error) => {
      if (error instanceof AppError && error.cause === OUTDATED) await renewDraft(input.conversationId);
      throw error;
    });
  };

  function send(input: StaffReply, actor: StaffActor): Promise<Message> {
    return deps.db.transaction(async (tx) => {
      const conversation = await lockConversation(tx, input.conversationId);
      const sentBefore = await findMessageByClientKey(tx, conversation.id, input.clientKey);
      if (sentBefore !== undefined) return sentBefore;
      if (conversation.status === 'closed') {
        throw new AppError('CONFLICT', 'This conversation is closed. Reopen it to answer.');
      }
      const use = await gradeReply(tx, input);
      const approves = input.draftId !== undefined && use?.draft.origin === 'autonomy' && conversation.handler === 'ai';
      if (!approves && conversation.assigned_agent_id !== actor.id) {
        throw new AppError('CONFLICT', 'Take the conversation over first, so that only one person answers.');
      }
      if (input.lastSeenSeq !== undefined && (await lastSeq(tx, conversation.id)) > input.lastSeenSeq) {
        throw new AppError('CONFLICT', 'There are newer messages. Read them, then send again.');
      }
      if (use !== undefined) await carryOutChanges(tx, use, deps.carryOut);
      const id = deps.newId();
      const at = deps.clock.now();
      await insertAnswer(tx, {
        id,
        conversationId: conversation.id,
        channel: conversation.channel,
        content: input.content,
        metadata: use?.metadata ?? {},
        authorId: actor.id,
        clientKey: input.clientKey,
        at,
      });
      if (use !== undefined) await settleReply(tx, use, { messageId: id, decidedBy: actor.id, at }, deps.recordSources);
      // Moves the fence: an answer of the AI's that was begun before is not sent behind it.
      if (approves) await moveConversation(tx, conversation.id, { at });
      const learned = await questionToLearn(tx, conversation.id, use);
      if (learned !== undefined) {
        await deps.proposeStaffAnswer(tx, {
          conversationId: conversation.id,
          question: (await getMessage(tx, learned.questionMessageId)).content,
          answer: input.content,
          authorId: actor.id,
          messageId: id,
          ...(learned.intent === undefined ? {} : { intent: learned.intent }),
        });
      }
      tx.emit({ type: 'message.created', conversationId: conversation.id, subjectId: id });
      tx.emit({ type: 'conversation.updated', conversationId: conversation.id });
      return getMessage(tx, id);
    });
  }
}

/** The question to which this reply teaches an answer: one whose draft had to be rewritten, or that the AI could not answer. */
async function questionToLearn(
  tx: Transaction,
  conversationId: string,
  use: DraftUse | undefined,
): Promise<{ questionMessageId: string; intent?: string } | undefined> {
  if (use !== undefined && isSubstantialEdit(use.grade) && use.draft.questionMessageId !== null)
    return { questionMessageId: use.draft.questionMessageId, intent: use.draft.intent };
  const escalation = await findCurrentEscalation(tx, conversationId);
  if (escalation?.question_message_id == null || !UNANSWERED_REASONS.includes(escalation.reason)) return undefined;
  return { questionMessageId: escalation.question_message_id };
}
