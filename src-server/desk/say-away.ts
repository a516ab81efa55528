import { z } from 'zod';
import { type Queryable, selectFirst, type Transaction } from '../database/database.ts';
import type { ConversationState } from './conversation.store.ts';
import type { DeskDeps } from './desk-deps.ts';
import { insertMessage } from './message.store.ts';
import { lastClosing, nextOpening } from './opening-hours.ts';
import { awayText } from './phrases/phrases.ts';

/**
 * Tells a customer who writes to staff while nobody is there when somebody will be: once, unless the hand-over
 * has told it already.
 */
export function createSayAway(deps: Pick<DeskDeps, 'clock' | 'newId' | 'readSettings' | 'readOfficeHours'>) {
  return async function sayAway(
    tx: Transaction,
    { id, channel, language }: Pick<ConversationState, 'id' | 'channel' | 'language'>,
  ): Promise<void> {
    const at = deps.clock.now();
    const hours = await deps.readOfficeHours(tx);
    const { timeZone } = await deps.readSettings(tx);
    const opens = nextOpening(hours, timeZone, at);
    if (opens === undefined || (await wasTold(tx, id, lastClosing(hours, timeZone, at)))) return;
    const messageId = deps.newId();
    await insertMessage(tx, {
      id: messageId,
      conversationId: id,
      channel,
      role: 'system',
      content: awayText(opens, language),
      metadata: { kind: 'away' },
      at,
    });
    tx.emit({ type: 'message.created', conversationId: id, subjectId: messageId });
  };
}

const Told = z.object({ id: z.string() });

/** Whether the customer has heard of this closure: from a hand-over, or from such a notice. */
async function wasTold(db: Queryable, conversationId: string, since: Date | undefined): Promise<boolean> {
  const found = await selectFirst(
    db,
    Told,
    `SELECT id FROM ai.messages WHERE conversation_id = $1 AND metadata ->> 'kind' IN ('away', 'handover')
       AND ($2::timestamptz IS NULL OR created_at >= $2) LIMIT 1`,
    [conversationId, since ?? null],
  );
  return found !== undefined;
}
