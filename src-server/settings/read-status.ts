import { z } from 'zod';
import type { SystemStatus } from '../contract/system.ts';
import type { Clock } from '../core/clock.ts';
import { countColumn } from '../database/columns.ts';
import { type Database, selectFirst } from '../database/database.ts';
import { listNotices } from './notice.store.ts';
import { readSettings } from './settings.store.ts';

export interface StatusDeps {
  db: Database;
  clock: Clock;
  version: string;
  models: { language: string; embedding: () => Promise<string>; mode: 'offline' | 'api' };
  lastBackupAt: () => string | null;
}

const Counts = z.object({ articles: countColumn, samples: countColumn });

/** What this desk runs on, and what its people have to be told. */
export async function readStatus(deps: StatusDeps): Promise<SystemStatus> {
  const counts = await selectFirst(
    deps.db,
    Counts,
    `SELECT (SELECT count(*) FROM ai.kb_articles WHERE status = 'published') AS articles,
       (SELECT count(*) FROM ai.conversations WHERE is_sample) AS samples`,
  );
  return {
    version: deps.version,
    database: { engine: deps.db.engine, lastBackupAt: deps.lastBackupAt() },
    models: { ...deps.models, embedding: await deps.models.embedding() },
    aiEnabled: (await readSettings(deps.db)).aiEnabled,
    articleCount: counts?.articles ?? 0,
    sampleConversationCount: counts?.samples ?? 0,
    notices: await listNotices(deps.db),
    now: deps.clock.now().toISOString(),
  };
}
