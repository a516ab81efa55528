import { basename } from 'node:path';
import { z } from 'zod';
import { ErasureReceipt } from '../../contract/erasures.ts';
import { AppError } from '../../core/errors.ts';
import { type Queryable, selectAll } from '../../database/database.ts';

const Conversation = z.object({ id: z.string(), userId: z.string() });

/** All conversations of the customer of one of them, held until the transaction ends. */
export async function lockConversations(
  tx: Queryable,
  conversationId: string,
): Promise<z.infer<typeof Conversation>[]> {
  const found = await selectAll(
    tx,
    Conversation,
    `SELECT id, user_id AS "userId" FROM ai.conversations
     WHERE user_id = (SELECT user_id FROM ai.conversations WHERE id = $1) ORDER BY id FOR UPDATE`,
    [conversationId],
  );
  if (found.length === 0)
    throw new AppError('NOT_FOUND', 'There is no such conversation. The customer may have been deleted already.');
  return found;
}

const Example = z.object({ id: z.string(), wasApproved: z.boolean() });

/** What was to be learned from these conversations. */
export function listExamplesOf(tx: Queryable, conversationIds: readonly string[]): Promise<z.infer<typeof Example>[]> {
  return selectAll(
    tx,
    Example,
    `SELECT id, status = 'approved' AS "wasApproved" FROM ai.training_data
     WHERE source_conversation_id = ANY ($1::uuid[])
       OR source_message_id IN (SELECT id FROM ai.messages WHERE conversation_id = ANY ($1::uuid[])) FOR UPDATE`,
    [conversationIds],
  );
}

const Held = z.object({ id: z.string(), path: z.string() });

/**
 * Marks the datasets as withdrawn that hold any of these examples, or pairs of drafts of these conversations; returns
 * those that were not yet. Before the drafts are removed.
 */
export function withdrawDatasets(
  tx: Queryable,
  erased: { exampleIds: readonly string[]; conversationIds: readonly string[] },
  at: Date,
): Promise<z.infer<typeof Held>[]> {
  return selectAll(
    tx,
    Held,
    `UPDATE ai.datasets SET withdrawn_at = $2 WHERE withdrawn_at IS NULL AND id IN (
       SELECT dataset_id FROM ai.dataset_examples WHERE example_ids && $1::uuid[]
       UNION SELECT dataset_id FROM ai.dataset_preferences WHERE draft_ids && ARRAY(
         SELECT id FROM ai.drafts WHERE conversation_id = ANY ($3::uuid[]))) RETURNING id, path`,
    [erased.exampleIds, at, erased.conversationIds],
  );
}

/** What was ever trained on a dataset that holds one of these examples, withdrawn before or now. */
export function listVersionsTrainedOn(tx: Queryable, exampleIds: readonly string[]) {
  return selectAll(
    tx,
    ErasureReceipt.shape.modelVersions.element,
    `SELECT v.id, v.number, v.state, j.trainer FROM ai.model_versions v JOIN ai.training_jobs j ON j.id = v.job_id
     WHERE j.dataset_id IN (SELECT dataset_id FROM ai.dataset_examples WHERE example_ids && $1::uuid[]) ORDER BY v.number`,
    [exampleIds],
  );
}

/** Articles that answer a gap in which the customer asked. */
export function listArticlesToRead(tx: Queryable, conversationIds: readonly string[]) {
  return selectAll(
    tx,
    ErasureReceipt.shape.articlesToRead.element,
    `SELECT DISTINCT a.id, a.title FROM ai.kb_gap_questions q JOIN ai.kb_gaps g ON g.id = q.gap_id
       JOIN ai.kb_articles a ON a.id = g.article_id
     WHERE q.conversation_id = ANY ($1::uuid[]) ORDER BY a.title`,
    [conversationIds],
  );
}

export async function insertErasure(tx: Queryable, receipt: ErasureReceipt, erasedBy: string): Promise<void> {
  await tx.query('INSERT INTO support.erasures (id, receipt, erased_by, created_at) VALUES ($1, $2::jsonb, $3, $4)', [
    receipt.id,
    JSON.stringify(receipt),
    erasedBy,
    receipt.at,
  ]);
}

/** The same receipt with what was done after the rows were gone. */
export async function updateErasure(db: Queryable, receipt: ErasureReceipt): Promise<void> {
  await db.query('UPDATE support.erasures SET receipt = $2::jsonb WHERE id = $1', [
    receipt.id,
    JSON.stringify(receipt),
  ]);
}

/** The key under which the dataset that replaces the withdrawn ones is built. */
export const buildKeyOf = (receiptId: string): string => `erasure ${receiptId}`;

/** Newest first, each with the dataset that was built since. */
export async function listErasures(db: Queryable): Promise<ErasureReceipt[]> {
  const rows = await selectAll(
    db,
    z.object({ receipt: ErasureReceipt, datasetId: z.string().nullable(), path: z.string().nullable() }),
    `SELECT e.receipt, d.id AS "datasetId", d.path FROM support.erasures e
       LEFT JOIN ai.dataset_builds b ON b.client_key = 'erasure ' || e.id LEFT JOIN ai.datasets d ON d.id = b.id
     ORDER BY e.created_at DESC, e.id DESC LIMIT 200`,
  );
  return rows.map(({ receipt, datasetId, path }) =>
    datasetId === null || path === null
      ? receipt
      : { ...receipt, replacedBy: { id: datasetId, fileName: basename(path) } },
  );
}
