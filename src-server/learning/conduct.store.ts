import { z } from 'zod';
import { ConductSignal } from '../contract/quality.ts';
import { type Queryable, selectAll } from '../database/database.ts';
import type { FeedbackSignals } from './quality-score.ts';

const Conduct = z.object({ signal: ConductSignal, at: z.date() });
type Conduct = z.infer<typeof Conduct>;

/** What the customer did after an answer. */
export function listConduct(db: Queryable, messageId: string): Promise<Conduct[]> {
  return selectAll(
    db,
    Conduct,
    'SELECT signal, created_at AS at FROM ai.conduct_signals WHERE message_id = $1 ORDER BY created_at, signal',
    [messageId],
  );
}

const FollowUp = z.object({
  messageId: z.string(),
  asked: z.string(),
  /** The answers before it with their questions, the newest first. */
  earlier: z.array(z.object({ answerId: z.string(), question: z.string() })),
});
export type FollowUp = z.infer<typeof FollowUp>;

/** So many answers back, something else may have been asked in between. */
const EARLIER_ANSWERS = 10;

/**
 * What customers wrote within the hour after answers of the AI, with these and their questions: each that was not looked
 * at yet, oldest first.
 */
export function listFollowUps(db: Queryable, since: Date, limit: number): Promise<FollowUp[]> {
  return selectAll(
    db,
    FollowUp,
    `SELECT said.id AS "messageId", said.content AS asked, before.answers AS earlier
     FROM ai.messages said
     JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('answerId', answer.id, 'question', question.content) ORDER BY answer.seq DESC)
         AS answers
       FROM (
         SELECT m.id, m.seq FROM ai.messages m
         WHERE m.conversation_id = said.conversation_id AND m.role = 'assistant' AND m.author_id IS NULL
           AND coalesce(m.metadata->>'kind', 'answer') = 'answer'
           AND m.seq < said.seq AND m.created_at > said.created_at - interval '1 hour'
         ORDER BY m.seq DESC LIMIT $3) answer
       JOIN LATERAL (
         SELECT q.content FROM ai.messages q
           LEFT JOIN ai.traces t ON t.message_id = answer.id AND t.question_message_id = q.id
         WHERE q.conversation_id = said.conversation_id AND q.role = 'user' AND q.seq < answer.seq
         ORDER BY (t.id IS NOT NULL) DESC, q.seq DESC LIMIT 1) question ON true) before ON before.answers IS NOT NULL
     WHERE said.role = 'user' AND said.created_at >= $1
       AND NOT EXISTS (SELECT 1 FROM ai.asked_again_looks looked WHERE looked.message_id = said.id)
     ORDER BY said.created_at, said.id LIMIT $2`,
    [since, limit, EARLIER_ANSWERS],
  );
}

/** Notes that a message was looked at. Returns whether nobody had before. */
export async function markFollowUp(tx: Queryable, messageId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'INSERT INTO ai.asked_again_looks (message_id) SELECT id FROM ai.messages WHERE id = $1 ON CONFLICT DO NOTHING',
    [messageId],
  );
  return rowCount > 0;
}

/** Notes that a customer asked the same again, with this message, after an answer. Returns whether that is new. */
export async function insertAskedAgain(tx: Queryable, answerId: string, messageId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO ai.conduct_signals (message_id, conversation_id, signal, created_at)
     SELECT $1, conversation_id, 'asked_again', created_at FROM ai.messages WHERE id = $2 ON CONFLICT DO NOTHING`,
    [answerId, messageId],
  );
  return rowCount > 0;
}

/** Who books was helped; who asks the same again, or asks for a person, was not. */
export function toSignals({ signal }: Pick<Conduct, 'signal'>): FeedbackSignals {
  return { helpful: signal === 'booking_completed' };
}

/**
 * Writes down what customers did since a time, each once: the last answer of the AI within the hour before somebody
 * asked for a person, and within the day before a booking was confirmed. Returns the messages that something new is
 * known of.
 */
export async function insertNewConduct(db: Queryable, since: Date): Promise<string[]> {
  const rows = await selectAll(
    db,
    z.object({ messageId: z.string() }),
    `INSERT INTO ai.conduct_signals (message_id, conversation_id, signal, created_at)
     SELECT answer.id, done.conversation_id, done.signal, done.at FROM (
       SELECT conversation_id, created_at AS at, interval '1 hour' AS within, 'asked_for_person' AS signal
       FROM support.escalations WHERE reason = 'customer_request' AND created_at >= $1
       UNION ALL
       SELECT conversation_id, confirmed_at, interval '1 day', 'booking_completed'
       FROM booking.bookings WHERE confirmed_at >= $1 AND conversation_id IS NOT NULL) done
     JOIN LATERAL (
       SELECT m.id FROM ai.messages m
       WHERE m.conversation_id = done.conversation_id AND m.role = 'assistant' AND m.author_id IS NULL
         AND coalesce(m.metadata->>'kind', 'answer') = 'answer'
         AND m.created_at <= done.at AND m.created_at > done.at - done.within
       ORDER BY m.seq DESC LIMIT 1) answer ON true
     ON CONFLICT DO NOTHING RETURNING message_id AS "messageId"`,
    [since],
  );
  return [...new Set(rows.map((row) => row.messageId))];
}
