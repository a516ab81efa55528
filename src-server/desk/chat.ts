import type { ChatMessage, ChatState } from '../contract/chat.ts';
import type { Conversation, Message } from '../contract/conversations.ts';
import { AppError } from '../core/errors.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { getConversation, insertConversation } from './conversation.store.ts';
import type { DeskDeps } from './desk-deps.ts';
import type { createEscalate } from './escalate.ts';
import { getMessage, listMessages } from './message.store.ts';
import { createOfferPerson } from './offer-person.ts';
import { firstName } from './phrases/phrases.ts';
import type { createReceiveMessage } from './receive-message.ts';
import { findUnansweredMessageId } from './unanswered.store.ts';

export interface ChatDeps extends DeskDeps {
  escalate: ReturnType<typeof createEscalate>;
  receiveMessage: ReturnType<typeof createReceiveMessage>;
  /** Opens a session for the customer of this conversation. */
  createChatSession: (tx: Transaction, conversationId: string) => Promise<{ token: string; expiresAt: string }>;
  latestEventId: () => Promise<string>;
  setSatisfactionRating: (tx: Transaction, conversationId: string, rating: number) => Promise<void>;
  findSatisfactionRating: (db: Queryable, conversationId: string) => Promise<number | null>;
}

/** The most messages that a chat page loads; a live chat that grows beyond shows its newest ones. */
const CHAT_MESSAGES = 200;

/** What a customer does in a live chat. Everything is limited to the one conversation of their session. */
export function createChat(deps: ChatDeps) {
  const offer = createOfferPerson(deps);

  /** Begins a conversation. The contact is what the customer gave, or a name of ours for a guest. */
  function start(visitor: { name?: string | undefined; contact?: string | undefined }) {
    return deps.db.transaction(async (tx) => {
      const id = deps.newId();
      await insertConversation(tx, {
        id,
        channel: 'live_chat',
        userId: visitor.contact || `guest-${id.slice(-8)}`,
        threadId: id,
        customerName: visitor.name || null,
        at: deps.clock.now(),
      });
      tx.emit({ type: 'conversation.created', conversationId: id });
      return { ...(await deps.createChatSession(tx, id)), conversationId: id };
    });
  }

  async function state(conversationId: string): Promise<ChatState> {
    // The place in the stream is read first: what happens while the rest is read is streamed again, not missed.
    const lastEventId = await deps.latestEventId();
    const conversation = await getConversation(deps.db, conversationId);
    const { items } = await listMessages(deps.db, conversationId, { limit: CHAT_MESSAGES });
    const isUnanswered = (await findUnansweredMessageId(deps.db, conversationId)) !== undefined;
    return {
      conversationId,
      businessName: (await deps.readSettings(deps.db)).businessName,
      status: conversation.status,
      answeredBy: answeredBy(conversation),
      personName: conversation.assignee === null ? null : firstName(conversation.assignee.name),
      isAnswering: answeredBy(conversation) === 'assistant' && conversation.status !== 'closed' && isUnanswered,
      rating: await deps.findSatisfactionRating(deps.db, conversationId),
      messages: items.map(toChatMessage),
      lastEventId,
    };
  }

  async function send(conversationId: string, message: { content: string; clientKey: string }): Promise<ChatMessage> {
    const id = await deps.db.transaction((tx) => deps.receiveMessage(tx, { ...message, conversationId }));
    return toChatMessage(await getMessage(deps.db, id));
  }

  async function askForPerson(conversationId: string): Promise<void> {
    await deps.db.transaction(async (tx) => {
      const conversation = await getConversation(tx, conversationId);
      if (conversation.status === 'closed') {
        throw new AppError('CONFLICT', 'This conversation is closed. Write a message to open it again.');
      }
      await deps.escalate(tx, {
        conversationId,
        reason: 'customer_request',
        detail: 'The customer asked for a person.',
        questionMessageId: (await findUnansweredMessageId(tx, conversationId)) ?? null,
      });
    });
  }

  async function rate(conversationId: string, rating: number): Promise<void> {
    await deps.db.transaction(async (tx) => {
      await deps.setSatisfactionRating(tx, conversationId, rating);
      tx.emit({ type: 'feedback.recorded', conversationId });
    });
  }

  function offerPerson(conversationId: string): Promise<void> {
    return deps.db.transaction((tx) => offer(tx, conversationId));
  }

  return { start, state, send, askForPerson, rate, offerPerson };
}

/** Whoever has the conversation: an answer that waits for approval comes from a person. */
function answeredBy({ handler, assignee, approvalDueAt }: Conversation): ChatState['answeredBy'] {
  if (handler === 'ai') return approvalDueAt === null ? 'assistant' : 'person_coming';
  return assignee === null ? 'person_coming' : 'person';
}

function toChatMessage(message: Message): ChatMessage {
  const { author, metadata, feedback } = message;
  const kind = metadata.kind ?? 'answer';
  return {
    id: message.id,
    seq: message.seq,
    from: author.kind === 'ai' ? 'assistant' : author.kind,
    authorName: author.kind === 'staff' ? firstName(author.person.name) : null,
    content: message.content,
    citations: metadata.citations ?? [],
    bookingId: metadata.bookingId ?? null,
    canRate: author.kind === 'ai' && kind === 'answer',
    feedback:
      feedback === null
        ? null
        : {
            thumbs: feedback.thumbs,
            stars: feedback.stars,
            helpful: feedback.helpful,
            accurate: feedback.accurate,
            comment: feedback.comment,
          },
    createdAt: message.createdAt,
  };
}
