import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Database } from '../database/database.ts';
import type { Embedder } from '../models/embedder.ts';

/** What the knowledge base needs of the rest of the sidecar. */
export interface KnowledgeDeps {
  db: Database;
  embedder: Pick<Embedder, 'model' | 'embed'>;
  clock: Clock;
  newId: () => string;
  log: Log;
}
