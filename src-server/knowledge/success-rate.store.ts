import type { Queryable } from '../database/database.ts';

/**
 * Brings `success_rate` of the cited chunks up to date: the share of successes among the citing messages whose outcome
 * is known, and how many those are. A rating of the message decides: good when somebody gave a thumb up or four or five
 * stars and nobody a bad mark. Without one, a conversation that ended without a person is a success, unless the customer
 * rated it badly; one that a person ever had to take is a failure, also after it was handed back.
 *
 * What counts is what customers got: neither messages that never reached them nor sample conversations do. A rate whose
 * outcomes are gone again (reopened, deleted) is taken back; one that came with an adopted deployment stays.
 */
export async function updateSuccessRates(tx: Queryable): Promise<void> {
  await tx.query(
    `WITH outcome AS (
       SELECT t.chunk_id,
         CASE
           WHEN f.is_bad THEN false
           WHEN f.is_good THEN true
           WHEN f.is_rated THEN false
           WHEN c.escalated_at IS NOT NULL OR c.assigned_agent_id IS NOT NULL THEN false
           WHEN EXISTS (SELECT 1 FROM support.escalations e WHERE e.conversation_id = c.id) THEN false
           WHEN EXISTS (SELECT 1 FROM ai.messages s WHERE s.conversation_id = c.id AND s.author_id IS NOT NULL) THEN false
           WHEN c.status = 'closed' THEN coalesce(a.satisfaction_rating >= 3, true)
         END AS is_success
       FROM ai.citations t
       JOIN ai.messages m ON m.id = t.message_id
       JOIN ai.conversations c ON c.id = m.conversation_id
       LEFT JOIN ai.conversation_analytics a ON a.conversation_id = c.id
       LEFT JOIN LATERAL (
         SELECT bool_or(thumbs = 'down' OR stars <= 2 OR NOT accurate OR NOT helpful) AS is_bad,
           bool_or(thumbs = 'up' OR stars >= 4) AS is_good,
           bool_or(thumbs IS NOT NULL OR stars IS NOT NULL) AS is_rated
         FROM ai.feedback WHERE message_id = m.id) AS f ON true
       WHERE NOT c.is_sample AND m.delivery IN ('sent', 'delivered')),
     rate AS (
       SELECT chunk_id, avg(is_success::int)::real AS value, count(*)::int AS outcomes
       FROM outcome WHERE is_success IS NOT NULL GROUP BY chunk_id)
     UPDATE ai.kb_chunks k SET success_rate = rate.value, outcome_count = coalesce(rate.outcomes, 0)
     FROM ai.kb_chunks counted LEFT JOIN rate ON rate.chunk_id = counted.id
     WHERE counted.id = k.id AND (rate.chunk_id IS NOT NULL OR k.outcome_count > 0)
       AND (k.success_rate, k.outcome_count) IS DISTINCT FROM (rate.value, coalesce(rate.outcomes, 0))`,
  );
}
