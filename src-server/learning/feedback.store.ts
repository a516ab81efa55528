import { z } from 'zod';
import { WrongBecause } from '../contract/quality.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../database/database.ts';

const FeedbackRow = z.object({
  id: z.string(),
  authorKind: z.enum(['customer', 'staff']),
  authorId: z.string().nullable(),
  thumbs: z.enum(['up', 'down']).nullable(),
  stars: z.number().nullable(),
  helpful: z.boolean().nullable(),
  accurate: z.boolean().nullable(),
  comment: z.string().nullable(),
  wrongBecause: WrongBecause.nullable(),
  qualityScore: z.number(),
  updatedAt: z.date(),
});
export type FeedbackRow = z.infer<typeof FeedbackRow>;

const COLUMNS = `id, author_kind AS "authorKind", author_id AS "authorId", thumbs, stars, helpful, accurate, comment,
  wrong_because AS "wrongBecause", quality_score AS "qualityScore", updated_at AS "updatedAt"`;

/** What everybody said about a message, the first one first. */
export function listFeedback(db: Queryable, messageId: string): Promise<FeedbackRow[]> {
  return selectAll(
    db,
    FeedbackRow,
    `SELECT ${COLUMNS} FROM ai.feedback WHERE message_id = $1 ORDER BY created_at, id`,
    [messageId],
  );
}

/** The same with the names of colleagues. */
export function listFeedbackWithNames(db: Queryable, messageId: string) {
  return selectAll(
    db,
    FeedbackRow.extend({ authorName: z.string().nullable() }),
    `SELECT said.*, u.name AS "authorName" FROM (SELECT ${COLUMNS}, created_at FROM ai.feedback WHERE message_id = $1) said
     LEFT JOIN identity.users u ON u.id = said."authorId" ORDER BY said.created_at, said.id`,
    [messageId],
  );
}

export interface FeedbackWrite extends Omit<FeedbackRow, 'updatedAt'> {
  messageId: string;
  conversationId: string;
  at: Date;
}

/** One row a message and author, however often it is said. */
export async function upsertFeedback(db: Queryable, feedback: FeedbackWrite): Promise<void> {
  await db.query(
    `INSERT INTO ai.feedback (id, message_id, conversation_id, author_kind, author_id, thumbs, stars, helpful, accurate,
       comment, quality_score, created_at, updated_at, wrong_because)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)
     ON CONFLICT (message_id, author_kind, author_id) DO UPDATE SET thumbs = excluded.thumbs, stars = excluded.stars,
       helpful = excluded.helpful, accurate = excluded.accurate, comment = excluded.comment,
       wrong_because = excluded.wrong_because,
       quality_score = excluded.quality_score, updated_at = excluded.updated_at`,
    [
      feedback.id,
      feedback.messageId,
      feedback.conversationId,
      feedback.authorKind,
      feedback.authorId,
      feedback.thumbs,
      feedback.stars,
      feedback.helpful,
      feedback.accurate,
      feedback.comment,
      feedback.qualityScore,
      feedback.at,
      feedback.wrongBecause,
    ],
  );
}

const AnswerRow = z.object({
  id: z.string(),
  conversationId: z.string(),
  content: z.string(),
  /** Whatever the AI wrote, also that it does not know. */
  isByAi: z.boolean(),
  isAiAnswer: z.boolean(),
  intent: z.string().nullable(),
  confidence: z.number().nullable(),
  isTrainingData: z.boolean(),
});
export type AnswerRow = z.infer<typeof AnswerRow>;

/** The message that is judged, held until the transaction ends, so that judgements of one message follow each other. */
export function getAnswerForUpdate(db: Queryable, messageId: string): Promise<AnswerRow> {
  return selectOne(
    db,
    AnswerRow,
    'message',
    `SELECT id, conversation_id AS "conversationId", content, metadata->>'intent' AS intent,
       CASE WHEN jsonb_typeof(metadata->'confidence') = 'number' THEN (metadata->>'confidence')::float8 END AS confidence,
       is_training_data AS "isTrainingData",
       role = 'assistant' AND author_id IS NULL AS "isByAi",
       role = 'assistant' AND author_id IS NULL AND coalesce(metadata->>'kind', 'answer') = 'answer' AS "isAiAnswer"
     FROM ai.messages WHERE id = $1 FOR UPDATE`,
    [messageId],
  );
}

/** What the customer had asked: the message that the answer's trace names, else the last one before the answer. */
export async function findQuestionOf(db: Queryable, messageId: string): Promise<string | undefined> {
  const Row = z.object({ content: z.string() });
  const row = await selectFirst(
    db,
    Row,
    `SELECT q.content FROM ai.messages a
     JOIN ai.messages q ON q.conversation_id = a.conversation_id AND q.role = 'user' AND q.seq < a.seq
     LEFT JOIN ai.traces t ON t.message_id = a.id AND t.question_message_id = q.id
     WHERE a.id = $1 ORDER BY (t.id IS NOT NULL) DESC, q.seq DESC LIMIT 1`,
    [messageId],
  );
  return row?.content;
}

export async function markTrainingData(db: Queryable, messageId: string, isTrainingData: boolean): Promise<void> {
  await db.query('UPDATE ai.messages SET is_training_data = $2 WHERE id = $1', [messageId, isTrainingData]);
}
