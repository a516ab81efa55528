import { z } from 'zod';
import type { IntentCorrection } from '../../contract/intents.ts';
import { Person } from '../../contract/people.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../../database/database.ts';
import type { NewSentence } from './intent.store.ts';

/**
 * What a customer's message was about, as a person says. Whoever corrects last is right: what was said before of this
 * message, or of the same words, goes. Returns the intent that was said of this message before.
 */
export async function replaceCorrection(
  tx: Queryable,
  correction: NewSentence & { messageId: string | null },
): Promise<string | undefined> {
  const { rows } = await tx.query(
    `DELETE FROM ai.intent_examples WHERE message_id = $1 OR (source = 'correction' AND lower(text) = lower($2))
     RETURNING intent, message_id`,
    [correction.messageId, correction.text],
  );
  await tx.query(
    `INSERT INTO ai.intent_examples (id, intent, text, source, message_id, created_by, created_at)
     VALUES ($1, $2, $3, 'correction', $4, $5, $6)`,
    [correction.id, correction.intent, correction.text, correction.messageId, correction.createdBy, correction.at],
  );
  const replaced = z.array(z.object({ intent: z.string(), message_id: z.string().nullable() })).parse(rows);
  return replaced.find((row) => row.message_id === correction.messageId)?.intent;
}

const QuestionRow = z.object({ id: z.string(), conversationId: z.string(), text: z.string() });

/** The customer's message itself, or the one that an answer of the AI was given to. */
export function findQuestion(db: Queryable, messageId: string): Promise<z.infer<typeof QuestionRow> | undefined> {
  return selectFirst(
    db,
    QuestionRow,
    `SELECT q.id, q.conversation_id AS "conversationId", q.content AS text
     FROM ai.messages q
     WHERE q.role = 'user' AND q.id IN
       ($1, (SELECT question_message_id FROM ai.traces WHERE message_id = $1 ORDER BY created_at DESC LIMIT 1))`,
    [messageId],
  );
}

const CorrectionRow = z
  .object({
    id: z.string(),
    text: z.string(),
    intent: z.string(),
    messageId: z.string().nullable(),
    conversationId: z.string().nullable(),
    by: Person.nullable(),
    createdAt: timestampColumn,
    place: z.string(),
  })
  .transform(({ place, ...correction }): { correction: IntentCorrection; place: string } => ({ correction, place }));
export type PlacedCorrection = z.infer<typeof CorrectionRow>;

const SELECT_CORRECTION = `
  SELECT e.id, e.text, e.intent, e.message_id AS "messageId", m.conversation_id AS "conversationId",
    CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'name', u.name) END AS by,
    e.created_at AS "createdAt", e.created_at::text AS place
  FROM ai.intent_examples e
  JOIN ai.intents i ON i.name = e.intent AND i.deleted_at IS NULL
  LEFT JOIN ai.messages m ON m.id = e.message_id
  LEFT JOIN identity.users u ON u.id = e.created_by
  WHERE e.source = 'correction'`;

/** Newest first, after the place of the last one that was seen. */
export function listCorrections(
  db: Queryable,
  { before, limit }: { before: { at: string; id: string } | undefined; limit: number },
): Promise<PlacedCorrection[]> {
  return selectAll(
    db,
    CorrectionRow,
    `${SELECT_CORRECTION} AND ($1::timestamptz IS NULL OR (e.created_at, e.id) < ($1, $2::uuid))
     ORDER BY e.created_at DESC, e.id DESC LIMIT $3`,
    [before?.at ?? null, before?.id ?? null, limit],
  );
}

export async function getCorrection(db: Queryable, messageId: string): Promise<IntentCorrection> {
  const found = await selectOne(db, CorrectionRow, 'correction', `${SELECT_CORRECTION} AND e.message_id = $1`, [
    messageId,
  ]);
  return found.correction;
}

/** False where there is no such correction. */
export async function deleteCorrection(tx: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await tx.query("DELETE FROM ai.intent_examples WHERE id = $1 AND source = 'correction'", [id]);
  return rowCount === 1;
}
