import { z } from 'zod';
import { selectAll } from '../database/database.ts';
import { lockConversation, moveConversation } from './conversation.store.ts';
import type { DeskDeps } from './desk-deps.ts';
import { supersedeDraft } from './drafts/supersede-draft.ts';

/** After how long without a word a conversation that the AI has answered counts as closed. */
const IDLE_HOURS = 24;

const BATCH = 200;
const Row = z.object({ id: z.string() });

/** Closes what the AI has answered and the customer has left. Returns how many; a conversation that moved on stays open. */
export function createCloseIdle(deps: DeskDeps) {
  return async function closeIdle(): Promise<number> {
    const at = deps.clock.now();
    const idleSince = new Date(at.getTime() - IDLE_HOURS * 3_600_000);
    const idle = await selectAll(
      deps.db,
      Row,
      `SELECT id FROM ai.conversations
       WHERE status = 'active' AND handler = 'ai' AND waiting_since IS NULL AND last_message_at < $1
       ORDER BY last_message_at LIMIT $2`,
      [idleSince, BATCH],
    );
    for (const { id } of idle) {
      await deps.db.transaction(async (tx) => {
        const conversation = await lockConversation(tx, id);
        if (conversation.status !== 'active' || conversation.handler !== 'ai') return;
        await moveConversation(tx, id, { status: 'closed', at });
        await supersedeDraft(tx, id, at);
        tx.emit({ type: 'conversation.updated', conversationId: id });
      });
    }
    return idle.length;
  };
}
