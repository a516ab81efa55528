import { z } from 'zod';
import { type Queryable, selectFirst } from '../database/database.ts';

/**
 * Brings `ai.conversation_analytics` up to date for the conversations that changed since their row was counted.
 * Quality is the mean score of the rated answers; the first response is the time from the customer's first message
 * to the first message back, whoever wrote it. The rating is the customer's own and is left alone here.
 */
export async function updateConversationAnalytics(db: Queryable, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO ai.conversation_analytics AS a
       (conversation_id, quality_score, avg_confidence, message_count, ai_message_count, staff_message_count,
        first_response_ms, created_at, updated_at)
     SELECT c.id, f.quality, m.confidence, m.total, m.by_ai, m.by_staff,
       (extract(epoch FROM m.first_answer - m.first_question) * 1000)::bigint, $1, $1
     FROM ai.conversations c
     LEFT JOIN ai.conversation_analytics seen ON seen.conversation_id = c.id
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS total,
         count(*) FILTER (WHERE role = 'assistant' AND author_id IS NULL)::int AS by_ai,
         count(*) FILTER (WHERE role = 'assistant' AND author_id IS NOT NULL)::int AS by_staff,
         avg((metadata ->> 'confidence')::real) FILTER (WHERE metadata ? 'confidence') AS confidence,
         min(created_at) FILTER (WHERE role = 'user') AS first_question,
         min(created_at) FILTER (WHERE role = 'assistant') AS first_answer
       FROM ai.messages WHERE conversation_id = c.id) AS m
     CROSS JOIN LATERAL (
       SELECT avg(quality_score) AS quality, max(updated_at) AS changed_at FROM ai.feedback WHERE conversation_id = c.id) AS f
     WHERE seen.conversation_id IS NULL OR greatest(c.updated_at, f.changed_at) >= seen.updated_at
     ON CONFLICT (conversation_id) DO UPDATE SET
       quality_score = excluded.quality_score, avg_confidence = excluded.avg_confidence,
       message_count = excluded.message_count, ai_message_count = excluded.ai_message_count,
       staff_message_count = excluded.staff_message_count, first_response_ms = excluded.first_response_ms,
       updated_at = excluded.updated_at`,
    [at],
  );
}

/** Stores the 1 to 5 rating that a customer gave to the whole conversation. */
export async function setSatisfactionRating(
  tx: Queryable,
  conversationId: string,
  rating: number,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO ai.conversation_analytics (conversation_id, satisfaction_rating, created_at, updated_at)
     VALUES ($1, $2, $3, '-infinity')
     ON CONFLICT (conversation_id) DO UPDATE SET satisfaction_rating = excluded.satisfaction_rating`,
    [conversationId, rating, at],
  );
}

const RatingRow = z.object({ satisfaction_rating: z.number().nullable() });

/** The rating that the customer gave to the whole conversation, if any. */
export async function findSatisfactionRating(db: Queryable, conversationId: string): Promise<number | null> {
  const row = await selectFirst(
    db,
    RatingRow,
    'SELECT satisfaction_rating FROM ai.conversation_analytics WHERE conversation_id = $1',
    [conversationId],
  );
  return row?.satisfaction_rating ?? null;
}
