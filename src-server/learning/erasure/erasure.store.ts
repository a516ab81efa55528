import { basename } from 'node:path';
import { z } from 'zod';
import { ErasureReceipt } from '../../contract/erasures.ts';
import { type Queryable, selectAll, selectOne } from '../../database/database.ts';

const Conversation = z.object({ id: z.string(), userId: z.string() });

const OF_CUSTOMER = `SELECT id, user_id AS "userId" FROM ai.conversations
  WHERE user_id = (SELECT user_id FROM ai.conversations WHERE id = $1) ORDER BY id`;
type ConversationRow = z.infer<typeof Conversation>;

/** All conversations of the customer of one of them; none where that one is not there. */
export function listConversationsOfCustomer(db: Queryable, conversationId: string): Promise<ConversationRow[]> {
  return selectAll(db, Conversation, OF_CUSTOMER, [conversationId]);
}

/** The same, held until the transaction ends. */
export function lockConversationsOfCustomer(tx: Queryable, conversationId: string): Promise<ConversationRow[]> {
  return selectAll(tx, Conversation, `${OF_CUSTOMER} FOR UPDATE`, [conversationId]);
}

/** Those of these conversations that are there, held until the transaction ends. */
export function lockConversations(tx: Queryable, ids: readonly string[]): Promise<ConversationRow[]> {
  const text = `SELECT id, user_id AS "userId" FROM ai.conversations WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`;
  return selectAll(tx, Conversation, text, [ids]);
}

const Example = z.object({ id: z.string(), wasApproved: z.boolean() });

const OF_CONVERSATIONS = `SELECT id, status = 'approved' AS "wasApproved" FROM ai.training_data
  WHERE source_conversation_id = ANY ($1::uuid[])
    OR source_message_id IN (SELECT id FROM ai.messages WHERE conversation_id = ANY ($1::uuid[]))`;
type ExampleRow = z.infer<typeof Example>;

/** What was to be learned from these conversations. */
export function listExamplesOf(db: Queryable, conversationIds: readonly string[]): Promise<ExampleRow[]> {
  return selectAll(db, Example, OF_CONVERSATIONS, [conversationIds]);
}

/** The same, held until the transaction ends. */
export function lockExamplesOf(tx: Queryable, conversationIds: readonly string[]): Promise<ExampleRow[]> {
  return selectAll(tx, Example, `${OF_CONVERSATIONS} FOR UPDATE`, [conversationIds]);
}

const Held = z.object({ id: z.string(), path: z.string() });

/** The datasets that hold any of these examples, or pairs of drafts of these conversations. */
const HOLDING = `withdrawn_at IS NULL AND id IN (
  SELECT dataset_id FROM ai.dataset_examples WHERE example_ids && $1::uuid[]
  UNION SELECT dataset_id FROM ai.dataset_preferences WHERE draft_ids && ARRAY(
    SELECT id FROM ai.drafts WHERE conversation_id = ANY ($2::uuid[])))`;

interface Sources {
  exampleIds: readonly string[];
  conversationIds: readonly string[];
}

/** Marks the datasets as withdrawn that hold any of these; returns those that were not yet. Before the drafts are removed. */
export function withdrawDatasets(tx: Queryable, from: Sources, at: Date): Promise<z.infer<typeof Held>[]> {
  return selectAll(tx, Held, `UPDATE ai.datasets SET withdrawn_at = $3 WHERE ${HOLDING} RETURNING id, path`, [
    from.exampleIds,
    from.conversationIds,
    at,
  ]);
}

/** The datasets that would be withdrawn. */
export function listDatasetsWith(db: Queryable, from: Sources): Promise<z.infer<typeof Held>[]> {
  return selectAll(db, Held, `SELECT id, path FROM ai.datasets WHERE ${HOLDING} ORDER BY version`, [
    from.exampleIds,
    from.conversationIds,
  ]);
}

export async function listDatasetPaths(db: Queryable, ids: readonly string[]): Promise<string[]> {
  const text = 'SELECT id, path FROM ai.datasets WHERE id = ANY ($1::uuid[]) ORDER BY version';
  return (await selectAll(db, Held, text, [ids])).map(({ path }) => path);
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

export async function insertErasure(
  tx: Queryable,
  erasure: {
    receipt: ErasureReceipt;
    conversationIds: readonly string[];
    removeBackups: boolean;
    erasedBy: string | null;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO support.erasures (id, receipt, conversation_ids, removes_backups, erased_by, created_at)
     VALUES ($1, $2::jsonb, $3, $4, $5, $6)`,
    [
      erasure.receipt.id,
      JSON.stringify(erasure.receipt),
      erasure.conversationIds,
      erasure.removeBackups,
      erasure.erasedBy,
      erasure.receipt.at,
    ],
  );
}

/** The same receipt with what was done after the rows were gone. */
export async function updateErasure(db: Queryable, receipt: ErasureReceipt): Promise<void> {
  await db.query('UPDATE support.erasures SET receipt = $2::jsonb WHERE id = $1', [
    receipt.id,
    JSON.stringify(receipt),
  ]);
}

const Erasure = z.object({ receipt: ErasureReceipt, erasedBy: z.string().nullable(), removesBackups: z.boolean() });

export function getErasure(db: Queryable, id: string): Promise<z.infer<typeof Erasure>> {
  return selectOne(
    db,
    Erasure,
    'deletion',
    `SELECT receipt, erased_by AS "erasedBy", removes_backups AS "removesBackups" FROM support.erasures WHERE id = $1`,
    [id],
  );
}

const ErasedIds = z.object({ id: z.string(), at: z.date(), conversationIds: z.array(z.string()) });

/** All deletions, by ids. */
export function listErasedIds(db: Queryable): Promise<z.infer<typeof ErasedIds>[]> {
  return selectAll(
    db,
    ErasedIds,
    'SELECT id, created_at AS at, conversation_ids AS "conversationIds" FROM support.erasures ORDER BY created_at, id',
  );
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
