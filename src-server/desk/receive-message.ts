import type { Transaction } from '../database/database.ts';
import { detectLanguage } from '../models/text/detect-language.ts';
import { waitForMore } from './burst.ts';
import { lockConversation, moveConversation, setLanguage } from './conversation.store.ts';
import type { DeskDeps } from './desk-deps.ts';
import { supersedeDraft } from './drafts/supersede-draft.ts';
import { targetMinutes } from './due-time.ts';
import type { createEscalate } from './escalate.ts';
import { findCurrentEscalation, raiseEscalation } from './escalation.store.ts';
import { findMessageByClientKey, findPreviousAt, insertMessage } from './message.store.ts';
import { quietForMs } from './opening-hours.ts';
import { createSayAway } from './say-away.ts';

export interface CustomerMessage {
  conversationId: string;
  content: string;
  /** Chosen by the sender; a repetition with the same key is stored once. */
  clientKey: string;
}

/**
 * Records what a customer wrote, exactly once, and sees to it that somebody answers: the AI, or staff where they have
 * the conversation. Moves the fence, so an answer that is being prepared without this message is not sent any more,
 * except to a customer who has written on for too long; one that was drafted without it is out of date. Several messages
 * of one thought are answered together.
 * Returns the id of the stored message.
 */
export function createReceiveMessage(deps: DeskDeps, escalate: ReturnType<typeof createEscalate>) {
  const sayAway = createSayAway(deps);
  return async function receiveMessage(tx: Transaction, message: CustomerMessage): Promise<string> {
    const conversation = await lockConversation(tx, message.conversationId);
    const at = deps.clock.now();
    const id = deps.newId();
    const previousAt = await findPreviousAt(tx, conversation.id);
    const isNew = await insertMessage(tx, { ...message, id, channel: conversation.channel, role: 'user', at });
    if (!isNew) {
      const stored = await findMessageByClientKey(tx, message.conversationId, message.clientKey);
      return stored?.id ?? id;
    }
    tx.emit({ type: 'message.created', conversationId: conversation.id, subjectId: id });
    tx.emit({ type: 'conversation.updated', conversationId: conversation.id });
    await supersedeDraft(tx, conversation.id, at);
    const language = detectLanguage(message.content);
    if (language !== undefined && language !== conversation.language) await setLanguage(tx, conversation.id, language);
    const isReopened = conversation.status === 'closed';
    const { channel, waiting_since: waitingSince } = conversation;
    const arrival = { channel, content: message.content, at, waitingSince, previousAt };
    const rules = await deps.readRules(tx);
    const { waitMs, keepsAnswer } = waitForMore(rules, arrival);
    if (isReopened)
      await moveConversation(tx, conversation.id, { status: 'active', handler: 'ai', assigneeId: null, at });
    else if (!keepsAnswer) await moveConversation(tx, conversation.id, { at });
    const alarm = deps.findAlarm(message.content);
    if (!isReopened && conversation.handler === 'staff') {
      if (alarm !== undefined) await raiseAlarm(tx, conversation.id, alarm, at);
      if (conversation.assigned_agent_id === null)
        await sayAway(tx, { ...conversation, language: language ?? conversation.language });
      return id;
    }
    const { aiEnabled, timeZone } = await deps.readSettings(tx);
    if (aiEnabled) {
      const quietMs = rules.channels[channel].answersInQuietHours ? 0 : quietForMs(rules.quietHours, timeZone, at);
      const startAfterMs = alarm === undefined ? Math.max(waitMs, quietMs) : 0;
      if (startAfterMs === 0) deps.foreseeQuestion(message.content);
      const request = { conversationId: conversation.id, messageId: id };
      await deps.requestAnswer(tx, request, startAfterMs === 0 ? undefined : { startAfterMs });
    } else {
      await escalate(tx, {
        conversationId: conversation.id,
        questionMessageId: id,
        ...(alarm === undefined
          ? { reason: 'ai_off', detail: 'The AI is switched off.' }
          : { reason: 'safety', detail: alarm }),
      });
    }
    return id;
  };

  /** A conversation that is with staff already moves to the front of their queue. */
  async function raiseAlarm(tx: Transaction, conversationId: string, detail: string, at: Date): Promise<void> {
    const current = await findCurrentEscalation(tx, conversationId);
    if (current === undefined) return;
    // Safety matters count round the clock, whatever the office hours.
    const minutes = targetMinutes((await deps.readSettings(tx)).policy, 'safety');
    await raiseEscalation(tx, current.id, { detail, dueAt: new Date(at.getTime() + minutes * 60_000) });
    tx.emit({ type: 'escalation.updated', conversationId });
  }
}
