import { lockConversation } from '../conversation.store.ts';
import type { DeskDeps } from '../desk-deps.ts';
import { findUnansweredMessageId } from '../unanswered.store.ts';
import { supersedeDraft } from './supersede-draft.ts';

/** Puts an outdated draft aside and has the AI prepare another one, where it still has the conversation. */
export function createRenewDraft(deps: Pick<DeskDeps, 'db' | 'clock' | 'requestAnswer'>) {
  return async function renewDraft(conversationId: string): Promise<void> {
    await deps.db.transaction(async (tx) => {
      const conversation = await lockConversation(tx, conversationId);
      await supersedeDraft(tx, conversationId, deps.clock.now());
      const messageId = await findUnansweredMessageId(tx, conversationId);
      if (conversation.handler === 'ai' && messageId !== undefined)
        await deps.requestAnswer(tx, { conversationId, messageId });
    });
  };
}
