import { z } from 'zod';
import { ExampleSource, ExampleStatus } from '../contract/learning.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../database/database.ts';
import { vectorParameter } from '../database/vector.ts';
import { deleteCandidateVectors } from './alike/candidate-vector.store.ts';
import { IS_SHOWN_WITH_OLDER } from './alike/example-pair.store.ts';

/** What a decision of a reviewer may change. Kept as `before` and `after` with every decision. */
export const ExampleState = z.object({
  question: z.string(),
  answer: z.string(),
  intent: z.string().nullable(),
  status: ExampleStatus,
  qualityScore: z.number().nullable(),
});
export type ExampleState = z.infer<typeof ExampleState>;

const ExampleRow = ExampleState.extend({
  id: z.string(),
  sourceType: ExampleSource,
  conversationId: z.string().nullable(),
  messageId: z.string().nullable(),
  confidence: z.number().nullable(),
  usageCount: z.number(),
  lastUsedAt: z.date().nullable(),
  reviewedById: z.string().nullable(),
  reviewedByName: z.string().nullable(),
  reviewedAt: z.date().nullable(),
  createdAt: z.date(),
  embeddingModel: z.string().nullable(),
  secondLookAt: z.date().nullable(),
  secondLookScore: z.number().nullable(),
  conflictLookAt: z.date().nullable(),
  /** Words that a reviewer marked as personal data stand in it. */
  isWithheld: z.boolean(),
});
export type ExampleRow = z.infer<typeof ExampleRow>;

const COLUMNS = `t.id, t.question, t.answer, t.intent, t.status, t.quality_score AS "qualityScore",
  t.source_type AS "sourceType", t.source_conversation_id AS "conversationId", t.source_message_id AS "messageId",
  t.confidence_score AS confidence, t.usage_count AS "usageCount", t.last_used_at AS "lastUsedAt",
  t.reviewed_by AS "reviewedById", u.name AS "reviewedByName", t.reviewed_at AS "reviewedAt",
  t.created_at AS "createdAt", t.embedding_model AS "embeddingModel",
  t.second_look_at AS "secondLookAt", t.second_look_score AS "secondLookScore",
  t.conflict_look_at AS "conflictLookAt",
  ai.holds_marked_words(t.id, t.source_conversation_id, t.question, t.answer) AS "isWithheld"`;
const FROM = 'FROM ai.training_data t LEFT JOIN identity.users u ON u.id = t.reviewed_by';

export function getExample(db: Queryable, id: string): Promise<ExampleRow> {
  return selectOne(db, ExampleRow, 'training example', `SELECT ${COLUMNS} ${FROM} WHERE t.id = $1`, [id]);
}

/** The same, held until the transaction ends, so that of two reviewers the second sees what the first decided. */
export function getExampleForUpdate(db: Queryable, id: string): Promise<ExampleRow> {
  return selectOne(db, ExampleRow, 'training example', `SELECT ${COLUMNS} ${FROM} WHERE t.id = $1 FOR UPDATE OF t`, [
    id,
  ]);
}

export interface ExampleFilter {
  status: ExampleStatus;
  sourceType?: z.infer<typeof ExampleSource> | undefined;
  intent?: string | undefined;
  /** Only those that a person should look at again. */
  secondLook?: boolean | undefined;
  /** The place to go on from: the order key of the last row seen. */
  after?: { createdAt: string; id: string } | undefined;
  limit: number;
}

/** Oldest first; what waits and asks the same as an older one is shown with that. `orderKey` is the creation time with all its digits, which a JavaScript date would cut off. */
export function listExamples(db: Queryable, filter: ExampleFilter): Promise<(ExampleRow & { orderKey: string })[]> {
  return selectAll(
    db,
    ExampleRow.extend({ orderKey: z.string() }),
    `SELECT ${COLUMNS}, t.created_at::text AS "orderKey" ${FROM}
     WHERE t.status = $1
       AND ($2::text IS NULL OR t.source_type = $2)
       AND ($3::text IS NULL OR t.intent = $3)
       AND ($4::timestamptz IS NULL OR (t.created_at, t.id) > ($4::timestamptz, $5::uuid))
       AND (NOT $7::boolean OR t.second_look_at IS NOT NULL OR t.conflict_look_at IS NOT NULL)
       AND NOT (${IS_SHOWN_WITH_OLDER})
     ORDER BY t.created_at, t.id LIMIT $6`,
    [
      filter.status,
      filter.sourceType ?? null,
      filter.intent ?? null,
      filter.after?.createdAt ?? null,
      filter.after?.id ?? null,
      filter.limit,
      filter.secondLook ?? false,
    ],
  );
}

/** How many are to be seen in each status: what waits and asks the same counts once. */
export async function countExamples(db: Queryable): Promise<Record<ExampleStatus, number>> {
  const Row = z.object({ status: ExampleStatus, count: z.coerce.number() });
  const rows = await selectAll(
    db,
    Row,
    `SELECT status, count(*) AS count FROM ai.training_data t WHERE NOT (${IS_SHOWN_WITH_OLDER}) GROUP BY status`,
  );
  return {
    pending: 0,
    approved: 0,
    rejected: 0,
    merged: 0,
    ...Object.fromEntries(rows.map((row) => [row.status, row.count])),
  };
}

export interface NewExample {
  id: string;
  question: string;
  answer: string;
  intent: string | null;
  confidence: number | null;
  sourceType: z.infer<typeof ExampleSource>;
  conversationId: string;
  messageId: string | null;
  qualityScore: number | null;
  at: Date;
}

/** Adds a candidate: pending, not active, verified by nobody. */
export async function insertCandidate(db: Queryable, example: NewExample): Promise<void> {
  await db.query(
    `INSERT INTO ai.training_data (id, question, answer, intent, confidence_score, source_type, source_conversation_id,
       source_message_id, human_verified, is_active, quality_score, status, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, false, false, $9, 'pending', $10, $10)`,
    [
      example.id,
      example.question,
      example.answer,
      example.intent,
      example.confidence,
      example.sourceType,
      example.conversationId,
      example.messageId,
      example.qualityScore,
      example.at,
    ],
  );
}

const Identified = z.object({ id: z.string(), status: ExampleStatus });

/** The example that a message was promoted to, if it was. */
export function findExampleOfMessage(
  db: Queryable,
  messageId: string,
): Promise<z.infer<typeof Identified> | undefined> {
  return selectFirst(
    db,
    Identified,
    `SELECT id, status FROM ai.training_data WHERE source_message_id = $1 AND source_type = 'feedback'
     ORDER BY created_at LIMIT 1`,
    [messageId],
  );
}

/**
 * An example with the same words in question and answer, whatever its case, spacing and punctuation.
 * Rejected ones count, so that what was turned down does not come back. Takes a lock on the pair until the
 * transaction ends: of two writers of one pair the second finds the first one's.
 */
export async function findSamePair(
  db: Queryable,
  question: string,
  answer: string,
): Promise<z.infer<typeof Identified> | undefined> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtextextended(${pairForm('$1::text', '$2::text')}, 0))`, [
    question,
    answer,
  ]);
  return selectFirst(
    db,
    Identified,
    `SELECT id, status FROM ai.training_data
     WHERE ${pairForm('question', 'answer')} = ${pairForm('$1::text', '$2::text')} ORDER BY created_at LIMIT 1`,
    [question, answer],
  );
}

function pairForm(question: string, answer: string): string {
  return `md5(lower(regexp_replace(${question} || ' / ' || ${answer}, '[^[:alnum:]]+', ' ', 'g')))`;
}

/** Removes a candidate that nobody has decided on. Returns whether it was one. */
export async function deleteUndecided(db: Queryable, id: string): Promise<boolean> {
  const result = await db.query(
    `DELETE FROM ai.training_data t WHERE t.id = $1 AND t.status = 'pending'
       AND NOT EXISTS (SELECT 1 FROM ai.training_reviews r WHERE r.example_id = t.id)`,
    [id],
  );
  return result.rowCount > 0;
}

/** Follows changed feedback as long as nobody has decided; a decision stands whatever is said later. */
export async function updatePendingScore(db: Queryable, id: string, score: number, at: Date): Promise<void> {
  await db.query(
    `UPDATE ai.training_data SET quality_score = $2, updated_at = $3 WHERE id = $1 AND status = 'pending'`,
    [id, score, at],
  );
}

export interface StoredVector {
  vector: readonly number[];
  model: string;
}

/**
 * Writes a reviewer's decision. Only an approved example is active and has a vector, so the vector index holds nothing
 * that a search would have to skip.
 */
export async function updateReviewed(
  db: Queryable,
  id: string,
  state: ExampleState,
  stored: StoredVector | undefined,
  reviewer: { id: string; at: Date },
): Promise<void> {
  const approved = state.status === 'approved';
  await db.query(
    `UPDATE ai.training_data SET question = $2, answer = $3, intent = $4, status = $5, quality_score = $6,
       human_verified = $7, is_active = $7, question_vector = $8::vector, embedding_model = $9,
       reviewed_by = $10, reviewed_at = $11, updated_at = $11, second_look_at = NULL, second_look_score = NULL,
       conflict_look_at = NULL, merged_into = NULL
     WHERE id = $1`,
    [
      id,
      state.question,
      state.answer,
      state.intent,
      state.status,
      state.qualityScore,
      approved,
      approved && stored ? vectorParameter(stored.vector) : null,
      approved && stored ? stored.model : null,
      reviewer.id,
      reviewer.at,
    ],
  );
  if (state.status !== 'pending') await deleteCandidateVectors(db, [id]);
}

/** Leaves examples out in favour of one that stands for them. */
export async function markMerged(
  db: Queryable,
  ids: readonly string[],
  intoId: string,
  reviewer: { id: string; at: Date },
): Promise<void> {
  await db.query(
    `UPDATE ai.training_data SET status = 'merged', merged_into = $2, human_verified = false, is_active = false,
       question_vector = NULL, embedding_model = NULL, reviewed_by = $3, reviewed_at = $4, updated_at = $4
     WHERE id = ANY ($1::uuid[])`,
    [ids, intoId, reviewer.id, reviewer.at],
  );
  await deleteCandidateVectors(db, ids);
}

/** The examples that were merged into one, held until the transaction ends. */
export function holdMerged(db: Queryable, intoId: string): Promise<{ id: string }[]> {
  return selectAll(
    db,
    z.object({ id: z.string() }),
    'SELECT id FROM ai.training_data WHERE merged_into = $1 ORDER BY id FOR UPDATE',
    [intoId],
  );
}

/** Has what was merged into an example that was deleted wait again. */
export async function restoreOrphans(db: Queryable): Promise<void> {
  await db.query(`UPDATE ai.training_data SET status = 'pending' WHERE status = 'merged' AND merged_into IS NULL`);
}
