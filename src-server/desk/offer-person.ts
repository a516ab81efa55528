import { z } from 'zod';
import { type Queryable, selectAll, type Transaction } from '../database/database.ts';
import { lockConversation } from './conversation.store.ts';
import type { DeskDeps } from './desk-deps.ts';
import { insertMessage } from './message.store.ts';
import { phrasesIn } from './phrases/phrases.ts';
import { findUnansweredMessageId } from './unanswered.store.ts';

const IN_A_ROW = 2;
const Row = z.object({ kind: z.string().nullable(), thumbs: z.string().nullable() });

/** Offers a person to a customer who has rated the last two answers of the AI down; once for each such pair. */
export function createOfferPerson(deps: Pick<DeskDeps, 'clock' | 'newId'>) {
  return async function offerPerson(tx: Transaction, conversationId: string): Promise<void> {
    const { channel, handler, status, language } = await lockConversation(tx, conversationId);
    if (handler !== 'ai' || status !== 'active' || (await findUnansweredMessageId(tx, conversationId)) !== undefined)
      return;
    const latest = await listLatest(tx, conversationId);
    if (latest.length < IN_A_ROW || latest.some(({ kind, thumbs }) => kind !== 'answer' || thumbs !== 'down')) return;
    const id = deps.newId();
    const content = phrasesIn(language).offer;
    const at = deps.clock.now();
    await insertMessage(tx, {
      ...{ id, conversationId, channel, content, at },
      role: 'assistant',
      metadata: { kind: 'offer' },
    });
    tx.emit({ type: 'message.created', conversationId, subjectId: id });
    tx.emit({ type: 'conversation.updated', conversationId });
  };
}

/** What the AI said last; parts of a long answer and courtesies do not count. */
function listLatest(db: Queryable, conversationId: string) {
  return selectAll(
    db,
    Row,
    `SELECT coalesce(m.metadata ->> 'kind', 'answer') AS kind, f.thumbs FROM ai.messages m
       LEFT JOIN ai.feedback f ON f.message_id = m.id AND f.author_kind = 'customer'
     WHERE m.conversation_id = $1 AND m.role = 'assistant' AND coalesce(m.metadata ->> 'kind', '') NOT IN ('part', 'smalltalk')
     ORDER BY m.seq DESC LIMIT $2`,
    [conversationId, IN_A_ROW],
  );
}
