import { api } from '../api.ts';
import type { Database } from '../database/database.ts';
import { readOverview } from './read-overview.ts';

export interface AnalyticsRoutesDeps {
  db: Database;
  refreshStats: () => Promise<{ refreshedAt: string }>;
}

export function createAnalyticsRoutes({ db, refreshStats }: AnalyticsRoutesDeps) {
  return {
    overview: api.analytics.overview.handler(({ input }) => readOverview(db, input.days)),
    refresh: api.analytics.refresh.handler(refreshStats),
  };
}
