import { z } from 'zod';
import { Overview } from '../contract/analytics.ts';
import { countColumn, timestampColumn } from '../database/columns.ts';
import { type Queryable, selectAll, selectFirst } from '../database/database.ts';

// Counts come from ai.conversation_stats, which a job refreshes; what it does not hold is read at the same moment
// from the tables, for the same days. A day is a day in UTC, as in the view.
const SINCE = `((now() AT TIME ZONE 'UTC')::date - $1::int + 1)`;

const DayRow = z
  .object({
    day: z.string(),
    conversation_count: countColumn,
    escalation_count: countColumn,
    avg_quality: z.number().nullable(),
  })
  .transform((row) => ({
    day: row.day,
    conversationCount: row.conversation_count,
    escalationCount: row.escalation_count,
    avgQuality: row.avg_quality,
  }));

/** One row for each day, also for those without a conversation. */
export function readByDay(db: Queryable, days: number): Promise<Overview['byDay']> {
  return selectAll(
    db,
    DayRow,
    `SELECT to_char(d, 'YYYY-MM-DD') AS day, coalesce(sum(s.conversation_count), 0) AS conversation_count,
       coalesce(sum(s.escalation_count), 0) AS escalation_count,
       (sum(s.avg_quality * s.conversation_count) FILTER (WHERE s.avg_quality IS NOT NULL)
         / nullif(sum(s.conversation_count) FILTER (WHERE s.avg_quality IS NOT NULL), 0))::float8 AS avg_quality
     FROM generate_series(${SINCE}::timestamp, (now() AT TIME ZONE 'UTC')::date::timestamp, interval '1 day') AS d
     LEFT JOIN ai.conversation_stats s ON s.day = d::date
     GROUP BY d ORDER BY d`,
    [days],
  );
}

const ChannelRow = z
  .object({
    channel: Overview.shape.byChannel.element.shape.channel,
    conversation_count: countColumn,
    escalation_count: countColumn,
  })
  .transform((row) => ({
    channel: row.channel,
    conversationCount: row.conversation_count,
    escalationCount: row.escalation_count,
  }));

export function readByChannel(db: Queryable, days: number): Promise<Overview['byChannel']> {
  return selectAll(
    db,
    ChannelRow,
    `SELECT channel, sum(conversation_count) AS conversation_count, sum(escalation_count) AS escalation_count
     FROM ai.conversation_stats WHERE day >= ${SINCE} GROUP BY channel ORDER BY 2 DESC, 1`,
    [days],
  );
}

const ReasonRow = z.object({ reason: Overview.shape.reasons.element.shape.reason, count: countColumn });

export function readReasons(db: Queryable, days: number): Promise<Overview['reasons']> {
  return selectAll(
    db,
    ReasonRow,
    `SELECT reason, count(*) AS count FROM support.escalations
     WHERE created_at >= ${SINCE} GROUP BY reason ORDER BY 2 DESC, 1`,
    [days],
  );
}

const StatsTotals = z.object({
  conversations: countColumn,
  closed: countColumn,
  closed_alone: countColumn,
  escalated: countColumn,
  quality: z.number().nullable(),
});

/** Totals that the view holds. */
export async function readStatsTotals(db: Queryable, days: number): Promise<z.infer<typeof StatsTotals>> {
  const row = await selectFirst(
    db,
    StatsTotals,
    `SELECT coalesce(sum(conversation_count), 0) AS conversations,
       coalesce(sum(conversation_count) FILTER (WHERE status = 'closed'), 0) AS closed,
       coalesce(sum(conversation_count - escalation_count) FILTER (WHERE status = 'closed'), 0) AS closed_alone,
       coalesce(sum(escalation_count), 0) AS escalated,
       (sum(avg_quality * conversation_count) FILTER (WHERE avg_quality IS NOT NULL)
         / nullif(sum(conversation_count) FILTER (WHERE avg_quality IS NOT NULL), 0))::float8 AS quality
     FROM ai.conversation_stats WHERE day >= ${SINCE}`,
    [days],
  );
  return row ?? { conversations: 0, closed: 0, closed_alone: 0, escalated: 0, quality: null };
}

const DetailTotals = z.object({
  satisfaction: z.number().nullable(),
  rating_count: countColumn,
  median_first_response_ms: z.number().nullable(),
  by_ai: countColumn,
  by_staff: countColumn,
  cost: countColumn,
});

/** Totals of the single conversations and model calls. */
export async function readDetailTotals(db: Queryable, days: number): Promise<z.infer<typeof DetailTotals>> {
  const row = await selectFirst(
    db,
    DetailTotals,
    `SELECT avg(a.satisfaction_rating)::float8 AS satisfaction, count(a.satisfaction_rating) AS rating_count,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY a.first_response_ms) AS median_first_response_ms,
       coalesce(sum(a.ai_message_count), 0) AS by_ai, coalesce(sum(a.staff_message_count), 0) AS by_staff,
       (SELECT coalesce(sum(cost_micro_usd), 0) FROM ai.model_calls WHERE created_at >= ${SINCE}) AS cost
     FROM ai.conversation_analytics a JOIN ai.conversations c ON c.id = a.conversation_id
     WHERE c.created_at >= ${SINCE}`,
    [days],
  );
  return row ?? { satisfaction: null, rating_count: 0, median_first_response_ms: null, by_ai: 0, by_staff: 0, cost: 0 };
}

const ArticleRow = z
  .object({ code: z.string(), title: z.string(), usage_count: countColumn, success_rate: z.number().nullable() })
  .transform((row) => ({
    code: row.code,
    title: row.title,
    usageCount: row.usage_count,
    successRate: row.success_rate,
  }));

/** The articles that were cited most in these days. */
export function readTopArticles(db: Queryable, days: number): Promise<Overview['topArticles']> {
  return selectAll(
    db,
    ArticleRow,
    `SELECT a.code, a.title, count(*) AS usage_count, avg(k.success_rate)::float8 AS success_rate
     FROM ai.citations t
     JOIN ai.messages m ON m.id = t.message_id
     JOIN ai.kb_chunks k ON k.id = t.chunk_id
     JOIN ai.kb_articles a ON a.id = k.article_id
     WHERE m.created_at >= ${SINCE}
     GROUP BY a.code, a.title ORDER BY 3 DESC, 1 LIMIT 10`,
    [days],
  );
}

const ExamplesRow = z.object({ pending: countColumn, approved: countColumn, rejected: countColumn });

export async function readTrainingFunnel(db: Queryable): Promise<Overview['training']> {
  const row = await selectFirst(
    db,
    ExamplesRow,
    `SELECT count(*) FILTER (WHERE status = 'pending') AS pending, count(*) FILTER (WHERE status = 'approved') AS approved,
       count(*) FILTER (WHERE status = 'rejected') AS rejected
     FROM ai.training_data`,
  );
  return row ?? { pending: 0, approved: 0, rejected: 0 };
}

const REFRESH_KEY = 'analytics.refreshed_at';
const RefreshRow = z.object({ updated_at: timestampColumn });

export async function readRefreshedAt(db: Queryable): Promise<string | null> {
  const row = await selectFirst(db, RefreshRow, 'SELECT updated_at FROM support.settings WHERE key = $1', [
    REFRESH_KEY,
  ]);
  return row?.updated_at ?? null;
}

export async function writeRefreshedAt(tx: Queryable, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO support.settings (key, value, updated_at) VALUES ($1, 'true', $2)
     ON CONFLICT (key) DO UPDATE SET updated_at = excluded.updated_at`,
    [REFRESH_KEY, at],
  );
}
