import { z } from 'zod';
import { type Queryable, selectAll } from '../../database/database.ts';

const Row = z.object({
  id: z.string(),
  question: z.string(),
  answer: z.string(),
  intent: z.string().nullable(),
  /** What the AI's own answer to this question cited, where the example was made of it. */
  citedChunkIds: z.array(z.string()),
  /** The model that had answered, how sure it was, and whether what it said was approved; null where none had. */
  answered: z.object({ model: z.string(), confidence: z.number(), right: z.boolean() }).nullable(),
});
export type TrainingExampleRow = z.infer<typeof Row>;

/**
 * What training knows of these examples, in their order. A promoted answer of the AI was right; one that a person
 * corrected was not.
 */
export function listForTraining(db: Queryable, ids: readonly string[]): Promise<TrainingExampleRow[]> {
  return selectAll(
    db,
    Row,
    `SELECT t.id, t.question, t.answer, t.intent,
       CASE WHEN t.source_type = 'feedback' THEN coalesce((SELECT array_agg(c.chunk_id ORDER BY c.position)
         FROM ai.citations c WHERE c.message_id = t.source_message_id), '{}') ELSE '{}' END AS "citedChunkIds",
       CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('model', a.model, 'confidence', a.confidence,
         'right', t.source_type = 'feedback') END AS answered
     FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted(id, nth) JOIN ai.training_data t ON t.id = wanted.id
       LEFT JOIN LATERAL (SELECT x.id, x.model, x.confidence FROM ai.traces x WHERE x.message_id = t.source_message_id
         AND x.agent = 'knowledge' AND x.model_version_id IS NULL ORDER BY x.created_at DESC LIMIT 1) a ON true
     ORDER BY wanted.nth`,
    [ids],
  );
}
