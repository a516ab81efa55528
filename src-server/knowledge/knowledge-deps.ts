import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Database } from '../database/database.ts';
import type { ActiveEmbedder } from '../models/embedder.ts';

/** What the knowledge base needs of the rest of the sidecar. */
export interface KnowledgeDeps {
  db: Database;
  activeEmbedder: ActiveEmbedder;
  clock: Clock;
  newId: () => string;
  log: Log;
}
