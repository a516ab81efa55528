import type { Queryable } from '../../database/database.ts';

/** What is to be removed: conversations of one customer, and what was made of them. */
export interface Erased {
  userIds: readonly string[];
  conversationIds: readonly string[];
  exampleIds: readonly string[];
}

interface Step {
  /** What the receipt calls the rows; a step without a name goes with another one. */
  name?: string;
  sql: string;
  value: (erased: Erased) => unknown;
}

const conversations = (erased: Erased) => erased.conversationIds;
const examples = (erased: Erased) => erased.exampleIds;
/** The chunks that were made of the examples: learned answers that others may have been shown. */
const CHUNKS = 'SELECT id FROM ai.kb_chunks WHERE example_id = ANY ($1::uuid[])';

/**
 * In this order, as each step still needs what the next ones remove. What other conversations kept of the customer's
 * words goes too: their traces name questions of examples, their answers cite learned texts by title, and what was sent
 * to a model for them may hold examples in full.
 */
const STEPS: readonly Step[] = [
  {
    sql: `DELETE FROM ai.trace_exchanges WHERE trace_id IN (SELECT id FROM ai.traces t WHERE
            EXISTS (SELECT 1 FROM jsonb_array_elements(t.examples) e WHERE e->>'exampleId' = ANY ($1::text[]))
            OR EXISTS (SELECT 1 FROM jsonb_array_elements(t.retrieved) r WHERE r->>'chunkId' IN
              (SELECT id::text FROM ai.kb_chunks WHERE example_id = ANY ($1::uuid[]))))`,
    value: examples,
  },
  {
    sql: `UPDATE ai.traces SET
            examples = coalesce((SELECT jsonb_agg(e) FROM jsonb_array_elements(examples) e
              WHERE NOT e->>'exampleId' = ANY ($1::text[])), '[]'),
            retrieved = coalesce((SELECT jsonb_agg(r) FROM jsonb_array_elements(retrieved) r
              WHERE r->>'chunkId' IS NULL OR (r->>'chunkId')::uuid NOT IN (SELECT id FROM ai.kb_chunks WHERE example_id = ANY ($1::uuid[]))), '[]')
          WHERE EXISTS (SELECT 1 FROM jsonb_array_elements(examples) e WHERE e->>'exampleId' = ANY ($1::text[]))
            OR EXISTS (SELECT 1 FROM jsonb_array_elements(retrieved) r WHERE r->>'chunkId' IN
              (SELECT id::text FROM ai.kb_chunks WHERE example_id = ANY ($1::uuid[])))`,
    value: examples,
  },
  ...['ai.messages', 'ai.drafts'].map((table) => ({
    sql: `UPDATE ${table} SET metadata = jsonb_set(metadata, '{citations}',
            coalesce((SELECT jsonb_agg(c) FROM jsonb_array_elements(metadata->'citations') c
              WHERE (c->>'chunkId')::uuid NOT IN (${CHUNKS})), '[]'))
          WHERE jsonb_typeof(metadata->'citations') = 'array' AND EXISTS (
            SELECT 1 FROM jsonb_array_elements(metadata->'citations') c WHERE (c->>'chunkId')::uuid IN (${CHUNKS}))`,
    value: examples,
  })),
  { sql: `DELETE FROM ai.citations WHERE chunk_id IN (${CHUNKS})`, value: examples },
  { sql: 'DELETE FROM ai.kb_questions WHERE example_id = ANY ($1::uuid[])', value: examples },
  { name: 'learnedTexts', sql: 'DELETE FROM ai.kb_chunks WHERE example_id = ANY ($1::uuid[])', value: examples },
  { name: 'examples', sql: 'DELETE FROM ai.training_data WHERE id = ANY ($1::uuid[])', value: examples },
  // A gap is called by its most typical question: by another one, where that is the customer's.
  {
    sql: `UPDATE ai.kb_gaps g SET title = (SELECT q.text FROM ai.kb_gap_questions q WHERE q.gap_id = g.id
            AND NOT q.conversation_id = ANY ($1::uuid[]) ORDER BY q.asked_at LIMIT 1)
          WHERE EXISTS (SELECT 1 FROM ai.kb_gap_questions q WHERE q.gap_id = g.id AND q.conversation_id = ANY ($1::uuid[]))
            AND EXISTS (SELECT 1 FROM ai.kb_gap_questions q WHERE q.gap_id = g.id AND NOT q.conversation_id = ANY ($1::uuid[]))`,
    value: conversations,
  },
  {
    name: 'gaps',
    sql: `DELETE FROM ai.kb_gaps g WHERE EXISTS (SELECT 1 FROM ai.kb_gap_questions q WHERE q.gap_id = g.id
            AND q.conversation_id = ANY ($1::uuid[])) AND NOT EXISTS (
            SELECT 1 FROM ai.kb_gap_questions q WHERE q.gap_id = g.id AND NOT q.conversation_id = ANY ($1::uuid[]))`,
    value: conversations,
  },
  {
    name: 'messages',
    sql: 'DELETE FROM ai.messages WHERE conversation_id = ANY ($1::uuid[])',
    value: conversations,
  },
  { name: 'conversations', sql: 'DELETE FROM ai.conversations WHERE id = ANY ($1::uuid[])', value: conversations },
  // What was paid stays in the books, without whose it was.
  {
    name: 'bookings',
    sql: `UPDATE booking.bookings SET customer_id = 'deleted', customer_name = NULL, address = NULL, details = '{}',
            facts = '{}', cancel_reason = NULL WHERE customer_id = ANY ($1::text[])`,
    value: ({ userIds }) => userIds,
  },
];

/** Removes it all and says how many rows of what. */
export async function removeRows(tx: Queryable, erased: Erased): Promise<Record<string, number>> {
  const removed: Record<string, number> = {};
  // Their bookings are found by the conversation too, which is about to go.
  await tx.query('UPDATE booking.bookings SET customer_id = $2 WHERE conversation_id = ANY ($1::uuid[])', [
    erased.conversationIds,
    erased.userIds[0] ?? 'deleted',
  ]);
  for (const { name, sql, value } of STEPS) {
    const { rowCount } = await tx.query(sql, [value(erased)]);
    if (name !== undefined && rowCount > 0) removed[name] = rowCount;
  }
  return removed;
}
