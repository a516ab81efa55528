import { z } from 'zod';
import { ExampleSource, ExampleStatus } from '../../contract/learning.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll } from '../../database/database.ts';

export interface AlikePair {
  otherId: string;
  likelihood: number;
}

/** Replaces what was found alike to an example. Returns whether that changed; pairs that a reviewer parted stay parted. */
export async function replacePairs(tx: Queryable, id: string, found: readonly AlikePair[]): Promise<boolean> {
  const gone = await tx.query(
    `DELETE FROM ai.example_pairs WHERE parted_at IS NULL
       AND ((first_id = $1 AND NOT second_id = ANY ($2::uuid[])) OR (second_id = $1 AND NOT first_id = ANY ($2::uuid[])))`,
    [id, found.map(({ otherId }) => otherId)],
  );
  const added = await tx.query(
    `INSERT INTO ai.example_pairs (first_id, second_id, likelihood)
     SELECT least($1::uuid, other.id), greatest($1::uuid, other.id), other.likelihood
     FROM unnest($2::uuid[], $3::real[]) AS other (id, likelihood) JOIN ai.training_data t ON t.id = other.id
     ON CONFLICT DO NOTHING`,
    [id, found.map(({ otherId }) => otherId), found.map(({ likelihood }) => likelihood)],
  );
  return gone.rowCount + added.rowCount > 0;
}

/** Parts two examples, or puts them together again. Returns whether they were a pair. */
export async function setParted(
  tx: Queryable,
  pair: { id: string; otherId: string; parted: { by: string; at: Date } | undefined },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE ai.example_pairs SET parted_by = $3, parted_at = $4
     WHERE first_id = least($1::uuid, $2::uuid) AND second_id = greatest($1::uuid, $2::uuid)`,
    [pair.id, pair.otherId, pair.parted?.by ?? null, pair.parted?.at ?? null],
  );
  return rowCount > 0;
}

/** A pair as both of its examples see it. */
const PAIRS = `(SELECT first_id AS id, second_id AS other_id, likelihood FROM ai.example_pairs WHERE parted_at IS NULL
  UNION ALL SELECT second_id, first_id, likelihood FROM ai.example_pairs WHERE parted_at IS NULL)`;

/** Whether an example that waits, `t`, is shown with an older one that asks the same, instead of by itself. */
export const IS_SHOWN_WITH_OLDER = `t.status = 'pending' AND EXISTS (
  SELECT 1 FROM ${PAIRS} pair JOIN ai.training_data older ON older.id = pair.other_id
  WHERE pair.id = t.id AND older.status = 'pending' AND (older.created_at, older.id) < (t.created_at, t.id))`;

const Member = z.object({
  /** The example that is asked about. */
  ofId: z.string(),
  id: z.string(),
  question: z.string(),
  answer: z.string(),
  status: ExampleStatus,
  sourceType: ExampleSource,
  conversationId: z.string().nullable(),
  messageId: z.string().nullable(),
  createdAt: timestampColumn,
});
export type AlikeMember = z.infer<typeof Member>;

/**
 * What belongs to each of these examples: to one that waits all others that wait and are alike, directly or over others,
 * and approved ones that any of them is alike to; to a decided one what was merged into it.
 */
export function listAlike(db: Queryable, ids: readonly string[]): Promise<AlikeMember[]> {
  return selectAll(
    db,
    Member,
    `WITH RECURSIVE together (of_id, id) AS (
       SELECT id, id FROM ai.training_data WHERE id = ANY ($1::uuid[]) AND status = 'pending'
       UNION
       SELECT together.of_id, pair.other_id FROM together JOIN ${PAIRS} pair ON pair.id = together.id
         JOIN ai.training_data waits ON waits.id = pair.other_id AND waits.status = 'pending'),
     belonging (of_id, id) AS (
       SELECT of_id, id FROM together WHERE id <> of_id
       UNION SELECT together.of_id, pair.other_id FROM together JOIN ${PAIRS} pair ON pair.id = together.id
         JOIN ai.training_data used ON used.id = pair.other_id AND used.status = 'approved'
       UNION SELECT merged_into, id FROM ai.training_data WHERE merged_into = ANY ($1::uuid[]))
     SELECT belonging.of_id AS "ofId", t.id, t.question, t.answer, t.status, t.source_type AS "sourceType",
       t.source_conversation_id AS "conversationId", t.source_message_id AS "messageId", t.created_at AS "createdAt"
     FROM belonging JOIN ai.training_data t ON t.id = belonging.id
     ORDER BY t.status <> 'approved', t.created_at, t.id`,
    [ids],
  );
}

const Id = z.object({ id: z.string() });

/** The examples that wait and are alike to this one, held until the transaction ends. */
export async function holdWaitingAlike(tx: Queryable, id: string): Promise<string[]> {
  const rows = await selectAll(
    tx,
    Id,
    `WITH RECURSIVE together (id) AS (
       SELECT $1::uuid
       UNION
       SELECT pair.other_id FROM together JOIN ${PAIRS} pair ON pair.id = together.id
         JOIN ai.training_data waits ON waits.id = pair.other_id AND waits.status = 'pending')
     SELECT t.id FROM ai.training_data t JOIN together USING (id) WHERE t.id <> $1 AND t.status = 'pending'
     ORDER BY t.id FOR UPDATE OF t`,
    [id],
  );
  return rows.map((row) => row.id);
}

const Source = z.object({ exampleId: z.string(), messageId: z.string(), conversationId: z.string() });

/** Further messages that gave these examples word by word. */
export function listFurtherSources(db: Queryable, ids: readonly string[]): Promise<z.infer<typeof Source>[]> {
  return selectAll(
    db,
    Source,
    `SELECT s.example_id AS "exampleId", s.message_id AS "messageId", m.conversation_id AS "conversationId"
     FROM ai.example_sources s JOIN ai.messages m ON m.id = s.message_id
     WHERE s.example_id = ANY ($1::uuid[]) ORDER BY s.created_at, s.message_id`,
    [ids],
  );
}

/** Notes that a message says the same as an example, word by word. */
export async function addFurtherSource(tx: Queryable, exampleId: string, messageId: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO ai.example_sources (example_id, message_id, created_at)
     SELECT id, $2, $3 FROM ai.training_data WHERE id = $1 AND source_message_id IS DISTINCT FROM $2
     ON CONFLICT DO NOTHING`,
    [exampleId, messageId, at],
  );
}

/** Takes a message back as a source, as it is not good enough any more. */
export async function removeFurtherSource(tx: Queryable, messageId: string): Promise<void> {
  await tx.query('DELETE FROM ai.example_sources WHERE message_id = $1', [messageId]);
}
