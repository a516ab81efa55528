import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';

const Approved = z
  .object({
    id: z.string(),
    question: z.string(),
    answer: z.string(),
    intent: z.string().nullable(),
    messageId: z.string().nullable(),
    messageText: z.string().nullable(),
  })
  .transform(({ messageId, messageText, ...example }) => ({
    ...example,
    /** The message that the example was proposed from, with its words of then. */
    answerMessage: messageId === null || messageText === null ? null : { id: messageId, text: messageText },
  }));
type Approved = z.output<typeof Approved>;

const SELECT = `SELECT t.id, t.question, t.answer, t.intent, m.id AS "messageId", m.content AS "messageText"
  FROM ai.training_data t LEFT JOIN ai.messages m ON m.id = t.source_message_id
  WHERE t.status = 'approved' AND t.human_verified AND t.is_active
    AND NOT ai.holds_marked_words(t.id, t.source_conversation_id, t.question, t.answer)`;

/** The examples that the AI may use, by id, a page at a time. */
export function listApprovedExamples(db: Queryable, afterId: string | null, limit: number): Promise<Approved[]> {
  return selectAll(db, Approved, `${SELECT} AND ($1::uuid IS NULL OR t.id > $1) ORDER BY t.id LIMIT $2`, [
    afterId,
    limit,
  ]);
}

/** Those of the ids that the AI may use, held until the transaction ends, so that no review or mark comes in between. */
export async function holdApprovedExamples(tx: Queryable, ids: readonly string[]): Promise<Approved[]> {
  // Read only once they are held: a mark changes other rows than theirs, so that waiting for it would read on as before.
  await tx.query('SELECT id FROM ai.training_data WHERE id = ANY($1::uuid[]) ORDER BY id FOR SHARE', [ids]);
  return selectAll(tx, Approved, `${SELECT} AND t.id = ANY($1::uuid[]) ORDER BY t.id`, [ids]);
}
