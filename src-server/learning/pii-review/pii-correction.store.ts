import { z } from 'zod';
import { PiiCorrection, type PiiType } from '../../contract/pii.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll } from '../../database/database.ts';

const Row = PiiCorrection.omit({ by: true, at: true }).extend({
  exampleId: z.string(),
  question: z.string(),
  answer: z.string(),
  conversationId: z.string().nullable(),
  byId: z.string(),
  byName: z.string(),
  at: timestampColumn,
});
export type CorrectionRow = z.infer<typeof Row>;

const SELECT = `SELECT k.id, k.kind, k.text, k.type, k.example_id AS "exampleId", t.question, t.answer,
    k.conversation_id AS "conversationId", u.id AS "byId", u.name AS "byName", k.created_at AS at
  FROM ai.pii_corrections k JOIN ai.training_data t ON t.id = k.example_id JOIN identity.users u ON u.id = k.created_by`;

export function listCorrectionsOf(db: Queryable, exampleId: string): Promise<CorrectionRow[]> {
  return selectAll(db, Row, `${SELECT} WHERE k.example_id = $1 ORDER BY k.created_at, k.id`, [exampleId]);
}

/** All there are, with the examples as they read now. People make them, one by one. */
export function listAllCorrections(db: Queryable): Promise<CorrectionRow[]> {
  return selectAll(db, Row, `${SELECT} ORDER BY k.example_id, k.created_at, k.id`);
}

export interface NewCorrection {
  id: string;
  exampleId: string;
  conversationId: string | null;
  kind: 'missed' | 'wrong';
  text: string;
  type: PiiType | null;
  by: string;
  at: Date;
}

/** The last word on a text counts. */
export async function upsertCorrection(db: Queryable, correction: NewCorrection): Promise<void> {
  const { id, exampleId, conversationId, kind, text, type, by, at } = correction;
  await db.query(
    `INSERT INTO ai.pii_corrections (id, example_id, conversation_id, kind, text, type, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (example_id, text) DO UPDATE SET kind = excluded.kind, type = excluded.type,
       created_by = excluded.created_by, created_at = excluded.created_at`,
    [id, exampleId, conversationId, kind, text, type, by, at],
  );
}

const OF_CONVERSATION = `WHERE t.id = $1
  OR t.source_conversation_id = (SELECT source_conversation_id FROM ai.training_data WHERE id = $1) ORDER BY t.id`;

const Withheld = z.object({ id: z.string(), isWithheld: z.boolean(), isApproved: z.boolean() });

/** Holds an example and the others of its conversation until the transaction ends. */
export async function lockExamplesOfConversation(tx: Queryable, exampleId: string): Promise<void> {
  await tx.query(`SELECT t.id FROM ai.training_data t ${OF_CONVERSATION} FOR NO KEY UPDATE`, [exampleId]);
}

/** The same examples, by id: whether words stand in each that a reviewer marked. */
export function listWithheld(db: Queryable, exampleId: string): Promise<z.infer<typeof Withheld>[]> {
  return selectAll(
    db,
    Withheld,
    `SELECT t.id, t.status = 'approved' AND t.human_verified AND t.is_active AS "isApproved",
       ai.holds_marked_words(t.id, t.source_conversation_id, t.question, t.answer) AS "isWithheld"
     FROM ai.training_data t ${OF_CONVERSATION}`,
    [exampleId],
  );
}

/** Returns whether there was one. */
export async function deleteCorrection(db: Queryable, exampleId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM ai.pii_corrections WHERE example_id = $1 AND id = $2', [
    exampleId,
    id,
  ]);
  return rowCount > 0;
}
