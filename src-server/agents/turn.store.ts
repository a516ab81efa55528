import { z } from 'zod';
import { Channel } from '../contract/conversations.ts';
import { countColumn } from '../database/columns.ts';
import { type Queryable, selectAll, selectFirst } from '../database/database.ts';
import type { Turn, TurnMessage } from './turn.ts';

const HISTORY_MESSAGES = 20;

const ConversationRow = z.object({
  channel: Channel,
  customerId: z.string(),
  handler: z.string(),
  status: z.string(),
  fence: countColumn,
  wasHandedBack: z.boolean(),
});
const MessageRow = z.object({
  id: z.string(),
  role: z.enum(['user', 'assistant']),
  content: z.string(),
  kind: z.string().nullable(),
  intent: z.string().nullable(),
});
type MessageRow = z.infer<typeof MessageRow>;

/**
 * What is to be answered now; undefined when the AI does not have the conversation or nothing is unanswered. `byStaff`:
 * a person answers with what the AI prepared, whoever has the conversation, and a hand-over since is no answer.
 */
export async function findTurn(
  db: Queryable,
  conversationId: string,
  { byStaff = false } = {},
): Promise<Turn | undefined> {
  // The fence is read before the messages: one that arrives in between moves it, and this turn is then dropped.
  const conversation = await selectFirst(
    db,
    ConversationRow,
    `SELECT channel, user_id AS "customerId", handler, status, fence,
       EXISTS (SELECT 1 FROM support.escalations WHERE conversation_id = $1 AND status = 'handed_back') AS "wasHandedBack"
     FROM ai.conversations WHERE id = $1`,
    [conversationId],
  );
  if (conversation === undefined || conversation.status === 'closed') return undefined;
  if (!byStaff && conversation.handler !== 'ai') return undefined;
  return toTurn(conversationId, conversation, await listNewestFirst(db, conversationId, { byStaff }));
}

const AskedRow = ConversationRow.extend({ conversationId: z.string(), seq: countColumn });

/**
 * The turn that ended with this question, as it was before anything that came after, whoever has the conversation now;
 * undefined where the message is gone.
 */
export async function findTurnAt(db: Queryable, questionMessageId: string): Promise<Turn | undefined> {
  const asked = await selectFirst(
    db,
    AskedRow,
    `SELECT c.id AS "conversationId", c.channel, c.user_id AS "customerId", c.handler, c.status, c.fence, m.seq,
       EXISTS (SELECT 1 FROM support.escalations e WHERE e.conversation_id = c.id AND e.status = 'handed_back'
         AND e.created_at < m.created_at) AS "wasHandedBack"
     FROM ai.messages m JOIN ai.conversations c ON c.id = m.conversation_id WHERE m.id = $1`,
    [questionMessageId],
  );
  if (asked === undefined) return undefined;
  return toTurn(asked.conversationId, asked, await listNewestFirst(db, asked.conversationId, { untilSeq: asked.seq }));
}

function listNewestFirst(
  db: Queryable,
  conversationId: string,
  { byStaff = false, untilSeq }: { byStaff?: boolean; untilSeq?: number },
): Promise<MessageRow[]> {
  return selectAll(
    db,
    MessageRow,
    `SELECT id, role, content, metadata ->> 'kind' AS kind, metadata ->> 'intent' AS intent FROM ai.messages
     WHERE conversation_id = $1 AND role <> 'system' AND NOT ($3 AND metadata ->> 'kind' IS NOT DISTINCT FROM 'handover')
       AND ($4::bigint IS NULL OR seq <= $4)
     ORDER BY seq DESC LIMIT $2`,
    [conversationId, HISTORY_MESSAGES, byStaff, untilSeq ?? null],
  );
}

function toTurn(
  conversationId: string,
  { channel, customerId, fence, wasHandedBack }: z.infer<typeof ConversationRow>,
  newestFirst: readonly MessageRow[],
): Turn | undefined {
  // What was handed over once is not tried again when the conversation comes back: it would be handed over for ever.
  const lastAnswer = newestFirst.findIndex((row) => row.role === 'assistant');
  const open = (lastAnswer === -1 ? newestFirst : newestFirst.slice(0, lastAnswer)).filter(
    (row) => row.role === 'user',
  );
  const latest = open[0];
  if (latest === undefined) return undefined;
  return {
    conversationId,
    channel,
    customerId,
    fence,
    wasHandedBack,
    questionMessageId: latest.id,
    question: open
      .map((row) => row.content)
      .reverse()
      .join('\n'),
    previousIntent: newestFirst[lastAnswer]?.intent ?? undefined,
    history: newestFirst
      .filter((row) => !open.includes(row))
      .map(toTurnMessage)
      .reverse(),
  };
}

function toTurnMessage(row: MessageRow): TurnMessage {
  return {
    id: row.id,
    role: row.role === 'user' ? 'customer' : 'business',
    text: row.content,
    isDecline: row.kind === 'declined',
  };
}

const FenceRow = z.object({ fence: countColumn, handler: z.string() });

/**
 * Passes the fence, under the conversation's row lock: true when the answer that was begun at `fence` may still be sent.
 * It moves the fence, so a second answer to the same turn is refused.
 */
export async function passFence(tx: Queryable, conversationId: string, fence: number): Promise<boolean> {
  const row = await selectFirst(tx, FenceRow, 'SELECT fence, handler FROM ai.conversations WHERE id = $1 FOR UPDATE', [
    conversationId,
  ]);
  if (row === undefined || row.handler !== 'ai' || row.fence !== fence) return false;
  await tx.query('UPDATE ai.conversations SET fence = fence + 1 WHERE id = $1', [conversationId]);
  return true;
}
