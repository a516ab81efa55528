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
  waitingSince: z.date().nullable(),
  language: z.string().nullable(),
});
const MessageRow = z.object({
  id: z.string(),
  role: z.enum(['user', 'assistant']),
  content: z.string(),
  kind: z.string().nullable(),
  intent: z.string().nullable(),
  /** The message that it answers, for an answer of the AI. */
  answers: z.string().nullable(),
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
    `SELECT channel, user_id AS "customerId", handler, status, fence, waiting_since AS "waitingSince", language,
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
       m.created_at AS "waitingSince", c.language,
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
    `SELECT m.id, m.role, m.content, m.metadata ->> 'kind' AS kind, m.metadata ->> 'intent' AS intent,
       (SELECT t.question_message_id FROM ai.traces t WHERE t.message_id = m.id LIMIT 1) AS answers
     FROM ai.messages m
     WHERE m.conversation_id = $1 AND m.role <> 'system'
       AND NOT ($3 AND m.metadata ->> 'kind' IS NOT DISTINCT FROM 'handover')
       AND ($4::bigint IS NULL OR m.seq <= $4)
     ORDER BY m.seq DESC LIMIT $2`,
    [conversationId, HISTORY_MESSAGES, byStaff, untilSeq ?? null],
  );
}

function toTurn(
  conversationId: string,
  { channel, customerId, fence, wasHandedBack, waitingSince, language }: z.infer<typeof ConversationRow>,
  newestFirst: readonly MessageRow[],
): Turn | undefined {
  // What was handed over once is not tried again when the conversation comes back: it would be handed over for ever.
  const lastAnswer = newestFirst.findIndex((row) => row.role === 'assistant');
  // What came in while the last answer was on its way is open too, although it stands before it.
  const answered = newestFirst.findIndex((row) => row.id === newestFirst[lastAnswer]?.answers);
  const end = Math.max(lastAnswer, answered);
  const open = (end === -1 ? newestFirst : newestFirst.slice(0, end)).filter((row) => row.role === 'user');
  const latest = open[0];
  if (latest === undefined) return undefined;
  return {
    conversationId,
    channel,
    customerId,
    fence,
    wasHandedBack,
    waitingSince,
    language: language ?? undefined,
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
    kind: row.kind ?? undefined,
  };
}

const FenceRow = z.object({ fence: countColumn, handler: z.string() });

/**
 * Passes the fence, under the conversation's row lock: true when the answer that was begun at `fence` may still be sent.
 * It moves the fence, so a second answer to the same turn is refused.
 */
export async function passFence(tx: Queryable, conversationId: string, fence: number): Promise<boolean> {
  const row = await selectFirst(
    tx,
    FenceRow,
    'SELECT fence, handler FROM ai.conversations WHERE id = $1 FOR NO KEY UPDATE',
    [conversationId],
  );
  if (row === undefined || row.handler !== 'ai' || row.fence !== fence) return false;
  await tx.query('UPDATE ai.conversations SET fence = fence + 1 WHERE id = $1', [conversationId]);
  return true;
}

const LateRow = z.object({ id: z.string(), since: z.date() });

/**
 * Messages that came in while an earlier one was being answered: the newest of them, and since when the first waits.
 * They wait on, so that nobody takes the conversation for answered.
 */
export async function keepLateWaiting(
  tx: Queryable,
  conversationId: string,
  answeredMessageId: string,
): Promise<string | undefined> {
  const late = await selectFirst(
    tx,
    LateRow,
    `SELECT m.id, min(m.created_at) OVER () AS since FROM ai.messages m
     WHERE m.conversation_id = $1 AND m.role = 'user'
       AND m.seq > (SELECT seq FROM ai.messages WHERE id = $2) ORDER BY m.seq DESC LIMIT 1`,
    [conversationId, answeredMessageId],
  );
  if (late === undefined) return undefined;
  await tx.query('UPDATE ai.conversations SET waiting_since = $2 WHERE id = $1', [conversationId, late.since]);
  return late.id;
}
