import type { Queryable } from '../../database/database.ts';
import type { KnowledgeDeps } from '../knowledge-deps.ts';
import type { ApprovedExamples } from './approved-examples.ts';

/** What the refresh needs of learning. */
export interface RefreshSources {
  examples: ApprovedExamples;
  /** Reads what counts as the business's own (its name), then tells of texts whether they hold personal data. */
  createPersonalDataCheck: (db: Queryable) => Promise<(text: string) => boolean>;
}

export interface RefreshDeps extends KnowledgeDeps, RefreshSources {}
