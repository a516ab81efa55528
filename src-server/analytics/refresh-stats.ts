import type { Clock } from '../core/clock.ts';
import type { Database, Transaction } from '../database/database.ts';
import { updateConversationAnalytics } from './conversation-analytics.store.ts';
import { writeRefreshedAt } from './overview.store.ts';

export interface RefreshStatsDeps {
  db: Database;
  clock: Clock;
  /** Brings each chunk's success rate up to date. */
  updateSuccessRates: (tx: Transaction) => Promise<void>;
}

/** Counting a year of conversations may take longer than a statement usually may. */
const LIMIT_MS = 120_000;

/** Counts everything again: conversations that changed, success rates, and the view that the figures come from. */
export function createRefreshStats({ db, clock, updateSuccessRates }: RefreshStatsDeps) {
  return async function refreshStats(): Promise<{ refreshedAt: string }> {
    const at = clock.now();
    await db.longOperation(LIMIT_MS, () => refresh(at));
    return { refreshedAt: at.toISOString() };
  };

  async function refresh(at: Date): Promise<void> {
    await db.transaction(async (tx) => {
      await updateConversationAnalytics(tx, at);
      await updateSuccessRates(tx);
    });
    // In a transaction of its own: concurrent readers go on seeing the old figures until it commits.
    await db.transaction(async (tx) => {
      await tx.query('REFRESH MATERIALIZED VIEW CONCURRENTLY ai.conversation_stats');
      await writeRefreshedAt(tx, at);
      tx.emit({ type: 'analytics.refreshed' });
    });
  }
}
