import type { Queryable } from '../database/database.ts';
import { PROMOTION_SCORE } from './quality-score.ts';

/** Asks for a second look at an approved example whose answer has fallen below the bar; no more once it is above again. */
export async function setSecondLook(db: Queryable, exampleId: string, score: number, at: Date): Promise<void> {
  await db.query(
    `UPDATE ai.training_data SET
       second_look_at = CASE WHEN $2::real < $4::real THEN coalesce(second_look_at, $3::timestamptz) END,
       second_look_score = CASE WHEN $2::real < $4::real THEN $2::real END
     WHERE id = $1 AND status = 'approved'`,
    [exampleId, score, at, PROMOTION_SCORE],
  );
}

/** The same for the approved examples that a bad answer was made of: worked examples that it used, learned texts that it cited. */
export async function flagExamplesBehind(db: Queryable, messageId: string, at: Date): Promise<void> {
  await db.query(
    `UPDATE ai.training_data t SET second_look_at = coalesce(t.second_look_at, $2), second_look_score = 0
     WHERE t.status = 'approved' AND t.id IN (
       SELECT (used->>'exampleId')::uuid FROM ai.traces trace CROSS JOIN jsonb_array_elements(trace.examples) used
       WHERE trace.message_id = $1 AND used->'used' = 'true'
       UNION
       SELECT chunk.example_id FROM ai.citations cited JOIN ai.kb_chunks chunk ON chunk.id = cited.chunk_id
       WHERE cited.message_id = $1 AND chunk.example_id IS NOT NULL)`,
    [messageId, at],
  );
}
