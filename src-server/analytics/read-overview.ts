import type { Overview } from '../contract/analytics.ts';
import type { Queryable } from '../database/database.ts';
import * as store from './overview.store.ts';

/** The first analytics page, over the last `days` days. Every share is null where it would divide by nothing. */
export async function readOverview(db: Queryable, days: number): Promise<Overview> {
  const stats = await store.readStatsTotals(db, days);
  const detail = await store.readDetailTotals(db, days);
  return {
    refreshedAt: await store.readRefreshedAt(db),
    days,
    totals: {
      conversationCount: stats.conversations,
      closedCount: stats.closed,
      resolutionRate: share(stats.closed_alone, stats.closed),
      escalationRate: share(stats.escalated, stats.conversations),
      avgQuality: stats.quality,
      satisfaction: detail.satisfaction,
      ratingCount: detail.rating_count,
      medianFirstResponseMs: detail.median_first_response_ms,
      aiMessageCount: detail.by_ai,
      staffMessageCount: detail.by_staff,
      costMicroUsd: detail.cost,
    },
    byDay: await store.readByDay(db, days),
    byChannel: await store.readByChannel(db, days),
    reasons: await store.readReasons(db, days),
    topArticles: await store.readTopArticles(db, days),
    training: await store.readTrainingFunnel(db),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
