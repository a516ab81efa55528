-- The first page of figures must not scan every conversation each time it is opened. A job refreshes this view.

-- Up Migration

CREATE MATERIALIZED VIEW IF NOT EXISTS ai.conversation_stats AS
SELECT
  (c.created_at AT TIME ZONE 'UTC')::date AS day,
  c.channel,
  c.status,
  count(*)::integer AS conversation_count,
  avg(a.quality_score)::real AS avg_quality,
  count(c.escalated_at)::integer AS escalation_count
FROM ai.conversations c
LEFT JOIN ai.conversation_analytics a ON a.conversation_id = c.id
WHERE c.created_at >= now() - interval '90 days'
GROUP BY 1, 2, 3;

-- REFRESH … CONCURRENTLY needs a unique index.
CREATE UNIQUE INDEX IF NOT EXISTS idx_conversation_stats_day_channel_status
  ON ai.conversation_stats (day, channel, status);
