import { z } from 'zod';
import { GapQuestion } from '../../contract/gaps.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst } from '../../database/database.ts';
import { vectorText } from '../../database/vector.ts';

export interface NewGapQuestion {
  messageId: string;
  conversationId: string;
  text: string;
  outcome: GapQuestion['outcome'];
  at: Date;
}

/** Records a question that stayed without an answer, once for each message. */
export async function insertGapQuestion(tx: Queryable, question: NewGapQuestion): Promise<void> {
  await tx.query(
    `INSERT INTO ai.kb_gap_questions (message_id, conversation_id, text, outcome, asked_at)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (message_id) DO NOTHING`,
    [question.messageId, question.conversationId, question.text, question.outcome, question.at],
  );
}

const Text = z.object({ messageId: z.string(), text: z.string() });
export type QuestionText = z.infer<typeof Text>;

/** Questions that have no vector of the model: new ones, and all of them after the model has changed. */
export function listGapQuestionsToEmbed(db: Queryable, model: string, limit: number): Promise<QuestionText[]> {
  return selectAll(
    db,
    Text,
    `SELECT message_id AS "messageId", text FROM ai.kb_gap_questions
     WHERE embedding_model IS DISTINCT FROM $1 ORDER BY message_id LIMIT $2`,
    [model, limit],
  );
}

/** The text of a question never changes, so its vector fits whatever happened since it was listed. */
export async function storeGapVectors(
  tx: Queryable,
  model: string,
  vectors: readonly { messageId: string; vector: readonly number[] }[],
): Promise<void> {
  await tx.query(
    `UPDATE ai.kb_gap_questions q SET vector = r.vector::vector, embedding_model = $1
     FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, vector text) WHERE q.message_id = r.id`,
    [model, JSON.stringify(vectors.map(({ messageId, vector }) => ({ id: messageId, vector: vectorText(vector) })))],
  );
}

const Waiting = Text.extend({ askedAt: z.date() });
export type WaitingQuestion = z.infer<typeof Waiting>;

/** Questions with a vector of the model that are in no gap yet, oldest first. */
export function listUnsorted(tx: Queryable, model: string, limit: number): Promise<WaitingQuestion[]> {
  return selectAll(
    tx,
    Waiting,
    `SELECT message_id AS "messageId", text, asked_at AS "askedAt" FROM ai.kb_gap_questions
     WHERE gap_id IS NULL AND embedding_model = $1 ORDER BY asked_at, message_id LIMIT $2`,
    [model, limit],
  );
}

const Neighbour = z.object({ gapId: z.string(), text: z.string(), similarity: z.number() });

/** The sorted questions nearest to this one, whatever their gap's status: what was dismissed stays dismissed. */
export function listNearestSorted(
  tx: Queryable,
  question: { messageId: string; model: string; limit: number },
): Promise<z.infer<typeof Neighbour>[]> {
  return selectAll(
    tx,
    Neighbour,
    `SELECT other.gap_id AS "gapId", other.text, 1 - (other.vector <=> q.vector) AS similarity
     FROM ai.kb_gap_questions q JOIN ai.kb_gap_questions other ON other.gap_id IS NOT NULL AND other.embedding_model = $2
     WHERE q.message_id = $1 AND other.message_id <> $1
     ORDER BY other.vector <=> q.vector LIMIT $3`,
    [question.messageId, question.model, question.limit],
  );
}

export async function putIntoGap(tx: Queryable, messageIds: readonly string[], gapId: string): Promise<void> {
  await tx.query('UPDATE ai.kb_gap_questions SET gap_id = $2 WHERE message_id = ANY($1::uuid[])', [messageIds, gapId]);
}

/** Moves every question of one gap into another. */
export async function moveAllQuestions(tx: Queryable, fromId: string, intoId: string): Promise<void> {
  await tx.query('UPDATE ai.kb_gap_questions SET gap_id = $2 WHERE gap_id = $1', [fromId, intoId]);
}

/** The newest questions of a gap with how near each is to the middle of them all, the most typical first. */
export function listTypical(db: Queryable, gapId: string, limit: number): Promise<QuestionText[]> {
  return selectAll(
    db,
    Text,
    `WITH newest AS (
       SELECT message_id, text, vector, embedding_model FROM ai.kb_gap_questions WHERE gap_id = $1
       ORDER BY asked_at DESC, message_id LIMIT $2),
     model AS (SELECT embedding_model FROM newest WHERE vector IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1),
     middle AS (SELECT avg(vector) AS vector FROM newest WHERE embedding_model = (SELECT embedding_model FROM model))
     SELECT message_id AS "messageId", text FROM newest, middle
     ORDER BY CASE WHEN embedding_model = (SELECT embedding_model FROM model) THEN newest.vector <=> middle.vector END
       NULLS LAST, length(text), message_id`,
    [gapId, limit],
  );
}

/** Where a question was asked. */
export async function findConversationOf(db: Queryable, messageId: string): Promise<string | undefined> {
  const row = await selectFirst(
    db,
    z.object({ conversationId: z.string() }),
    'SELECT conversation_id AS "conversationId" FROM ai.kb_gap_questions WHERE message_id = $1',
    [messageId],
  );
  return row?.conversationId;
}

const Row = GapQuestion.extend({ askedAt: timestampColumn, place: z.string() });

/** Newest first; `before` is the place of the last one of the page before. */
export function listGapQuestionRows(
  db: Queryable,
  page: { gapId: string; before: { at: string; id: string } | undefined; limit: number },
): Promise<z.infer<typeof Row>[]> {
  return selectAll(
    db,
    Row,
    `SELECT message_id AS "messageId", conversation_id AS "conversationId", text, outcome, asked_at AS "askedAt",
       asked_at::text AS place
     FROM ai.kb_gap_questions
     WHERE gap_id = $1 AND ($2::timestamptz IS NULL OR (asked_at, message_id) < ($2, $3::uuid))
     ORDER BY asked_at DESC, message_id DESC LIMIT $4`,
    [page.gapId, page.before?.at ?? null, page.before?.id ?? null, page.limit],
  );
}

const Sorted = z.object({ text: z.string(), others: z.number() });

/** A question of this gap, and how many others the gap has. */
export function findSortedQuestion(
  tx: Queryable,
  gapId: string,
  messageId: string,
): Promise<z.infer<typeof Sorted> | undefined> {
  return selectFirst(
    tx,
    Sorted,
    `SELECT text, (SELECT count(*)::int FROM ai.kb_gap_questions o WHERE o.gap_id = $1 AND o.message_id <> $2) AS others
     FROM ai.kb_gap_questions WHERE gap_id = $1 AND message_id = $2`,
    [gapId, messageId],
  );
}
