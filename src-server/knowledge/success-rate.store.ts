import type { Queryable } from '../database/database.ts';

/**
 * Brings `success_rate` of the cited chunks up to date: the share of successes among the citing messages whose outcome
 * is known. A rating decides (thumbs up, or four or five stars without a thumb down); without one, a conversation that
 * ended without a person counts as a success, and one that a person had to take as a failure.
 */
export async function updateSuccessRates(tx: Queryable): Promise<void> {
  await tx.query(
    `WITH outcome AS (
       SELECT t.chunk_id,
         CASE
           WHEN f.message_id IS NOT NULL THEN f.is_good
           WHEN c.escalated_at IS NOT NULL THEN false
           WHEN c.status = 'closed' THEN true
         END AS is_success
       FROM ai.citations t
       JOIN ai.messages m ON m.id = t.message_id
       JOIN ai.conversations c ON c.id = m.conversation_id
       LEFT JOIN LATERAL (
         SELECT message_id, bool_and(thumbs IS DISTINCT FROM 'down') AND bool_or(thumbs = 'up' OR stars >= 4) AS is_good
         FROM ai.feedback WHERE message_id = m.id AND (thumbs IS NOT NULL OR stars IS NOT NULL)
         GROUP BY message_id) AS f ON true),
     rate AS (
       SELECT chunk_id, avg(is_success::int)::real AS value FROM outcome WHERE is_success IS NOT NULL GROUP BY chunk_id)
     UPDATE ai.kb_chunks k SET success_rate = rate.value
     FROM rate WHERE rate.chunk_id = k.id AND k.success_rate IS DISTINCT FROM rate.value`,
  );
}
