import type { Conversation } from '../contract/conversations.ts';
import { AppError } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import { type ConversationState, getConversation, lockConversation, moveConversation } from './conversation.store.ts';
import type { DeskDeps, StaffActor } from './desk-deps.ts';
import { supersedeDraft } from './drafts/supersede-draft.ts';
import { claimEscalation, endEscalation, findCurrentEscalation, insertEscalation } from './escalation.store.ts';
import { insertMessage } from './message.store.ts';
import { insertNote } from './note.store.ts';
import { firstName, phrasesIn } from './phrases/phrases.ts';
import { findUnansweredMessageId } from './unanswered.store.ts';

/** What staff do with a conversation as a whole. Each is one transaction under the conversation's row lock. */
export function createConversationWork(deps: DeskDeps) {
  /**
   * Takes the conversation: from here on the AI is silent. Exactly one person gets it; taking what one has already
   * changes nothing. ALREADY_TAKEN names the person who has it.
   */
  function takeOver(id: string, actor: StaffActor): Promise<Conversation> {
    return inConversation(id, async (tx, conversation, at) => {
      if (conversation.status === 'closed') {
        throw new AppError('CONFLICT', 'This conversation is closed. Reopen it to answer.');
      }
      const current = await findCurrentEscalation(tx, id);
      if (current?.assigned_to === actor.id) return;
      if (current?.status === 'claimed') {
        throw new AppError('ALREADY_TAKEN', `${current.assignee_name ?? 'Someone else'} has taken this conversation.`);
      }
      await assign(tx, conversation, current?.id, actor, at);
    });
  }

  /** Gives the conversation back to the AI, which answers what is still unanswered. */
  function handBack(id: string, actor: StaffActor, note: string): Promise<Conversation> {
    return inConversation(id, async (tx, conversation, at) => {
      requireHolder(conversation, actor);
      await endCurrent(tx, id, 'handed_back', note, at);
      if (note !== '')
        await insertNote(tx, { id: deps.newId(), conversationId: id, authorId: actor.id, content: note, at });
      await moveConversation(tx, id, { status: 'active', handler: 'ai', assigneeId: null, at });
      // The AI prepares another answer, under the level of now.
      await supersedeDraft(tx, id, at);
      const unanswered = await findUnansweredMessageId(tx, id);
      await tell(tx, conversation, 'handed_back', phrasesIn(conversation.language).handedBack, at);
      if (unanswered !== undefined) await deps.requestAnswer(tx, { conversationId: id, messageId: unanswered });
    });
  }

  /** Closes the conversation with a word on what was done. */
  function resolve(id: string, actor: StaffActor, resolution: string): Promise<Conversation> {
    return inConversation(id, async (tx, conversation, at) => {
      if (conversation.status === 'closed') return;
      if (conversation.assigned_agent_id !== null) requireHolder(conversation, actor);
      await endCurrent(tx, id, 'resolved', resolution, at);
      await supersedeDraft(tx, id, at);
      await moveConversation(tx, id, { status: 'closed', at });
      await tell(tx, conversation, 'closed', phrasesIn(conversation.language).closed, at);
    });
  }

  /** Undoes closing: the conversation is with the person who reopens it. */
  function reopen(id: string, actor: StaffActor): Promise<Conversation> {
    return inConversation(id, async (tx, conversation, at) => {
      if (conversation.status !== 'closed') throw new AppError('CONFLICT', 'This conversation is not closed.');
      await assign(tx, conversation, undefined, actor, at);
    });
  }

  async function assign(
    tx: Transaction,
    conversation: ConversationState,
    escalationId: string | undefined,
    actor: StaffActor,
    at: Date,
  ): Promise<void> {
    if (escalationId !== undefined) await claimEscalation(tx, escalationId, actor.id, at);
    else {
      await insertEscalation(tx, {
        id: deps.newId(),
        conversationId: conversation.id,
        reason: 'staff_takeover',
        detail: `${actor.name} took the conversation over.`,
        priority: 'normal',
        questionMessageId: null,
        assigneeId: actor.id,
        dueAt: null,
        at,
      });
    }
    await moveConversation(tx, conversation.id, { status: 'escalated', handler: 'staff', assigneeId: actor.id, at });
    const joined = phrasesIn(conversation.language).joined(firstName(actor.name));
    await tell(tx, conversation, 'joined', joined, at);
  }

  async function endCurrent(
    tx: Transaction,
    id: string,
    status: 'handed_back' | 'resolved',
    resolution: string,
    at: Date,
  ) {
    const current = await findCurrentEscalation(tx, id);
    if (current !== undefined) await endEscalation(tx, current.id, { status, resolution, at });
  }

  /** A line in the conversation that both sides see. */
  async function tell(
    tx: Transaction,
    conversation: ConversationState,
    kind: 'joined' | 'handed_back' | 'closed',
    content: string,
    at: Date,
  ): Promise<void> {
    const messageId = deps.newId();
    await insertMessage(tx, {
      id: messageId,
      conversationId: conversation.id,
      channel: conversation.channel,
      role: 'system',
      content,
      metadata: { kind },
      at,
    });
    tx.emit({ type: 'message.created', conversationId: conversation.id, subjectId: messageId });
    tx.emit({ type: 'escalation.updated', conversationId: conversation.id });
  }

  function inConversation(
    id: string,
    work: (tx: Transaction, conversation: ConversationState, at: Date) => Promise<void>,
  ): Promise<Conversation> {
    return deps.db.transaction(async (tx) => {
      await work(tx, await lockConversation(tx, id), deps.clock.now());
      tx.emit({ type: 'conversation.updated', conversationId: id });
      return getConversation(tx, id);
    });
  }

  return { takeOver, handBack, resolve, reopen };
}

/** The person who has the conversation may act on it; admins and owners may step in. */
function requireHolder(conversation: ConversationState, actor: StaffActor): void {
  if (conversation.assigned_agent_id === actor.id || actor.role !== 'support') return;
  throw new AppError(
    'CONFLICT',
    conversation.assigned_agent_id === null
      ? 'Take the conversation over first.'
      : 'Someone else has this conversation. Ask them to hand it back first.',
  );
}
