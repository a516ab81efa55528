import { createFixedClock } from '../../src-server/core/clock.ts';
import { newId } from '../../src-server/core/ids.ts';
import { silentLog } from '../../src-server/core/log.ts';
import type { Database } from '../../src-server/database/database.ts';
import { createKnowledge } from '../../src-server/knowledge/create-knowledge.ts';
import { createActiveEmbedder } from '../../src-server/knowledge/embedding/active-embedder.ts';
import { createRunChange } from '../../src-server/knowledge/embedding/run-change.ts';
import { createSearchModel } from '../../src-server/knowledge/embedding/search-model.ts';
import { createImportDrafts } from '../../src-server/knowledge/import-drafts.ts';
import { type NamedEmbedder, toUnitVector } from '../../src-server/models/embedder.ts';
import { terms } from '../../src-server/models/text/words.ts';
import { openTestDatabase, type TestDatabase } from './embedded.ts';

export interface CountingEmbedder extends NamedEmbedder {
  /** Every text, in order. */
  readonly embedded: string[];
  /** Runs before each call: to fail, to look at the search meanwhile, to end the run. */
  before: (texts: readonly string[]) => Promise<void>;
}

/** Places texts by their words, each model in directions of its own, so that vectors of two models are unrelated. */
export function createCountingEmbedder(model: string, options: Partial<NamedEmbedder> = {}): CountingEmbedder {
  const seed = [...model].reduce((sum, letter) => sum * 7 + letter.charCodeAt(0), 1);
  const embedder: CountingEmbedder = {
    model,
    isLocal: true,
    batch: { texts: 5, characters: 2_000 },
    embedded: [],
    before: async () => {},
    async embed(texts) {
      await embedder.before(texts);
      embedder.embedded.push(...texts);
      return texts.map((text) => {
        const values = new Array<number>(1536).fill(0);
        for (const term of terms(text)) {
          const at = [...term].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 1536, seed % 1536);
          values[at] = (values[at] ?? 0) + 1;
        }
        return toUnitVector(values);
      });
    },
    ...options,
  };
  return embedder;
}

export interface SwitchDesk {
  db: TestDatabase;
  /** The parts of a sidecar that is configured for this model; several may share the database. */
  sidecar(configured: CountingEmbedder): SwitchSidecar;
  stop(): Promise<void>;
}

export type SwitchSidecar = ReturnType<typeof createSwitchSidecar>;

/** A throwaway desk for tests of changing the search model. `models` are those that can be had. */
export async function openSwitchDesk(
  models: readonly CountingEmbedder[],
  engine: 'embedded' | 'server' = 'embedded',
): Promise<SwitchDesk> {
  const db = await openTestDatabase({ engine });
  return { db, sidecar: (configured) => createSwitchSidecar(db, models, configured), stop: () => db.stop() };
}

/** The parts of a sidecar that change the search model, on any database. `models` are those that can be had. */
export function createSwitchSidecar(db: Database, models: readonly CountingEmbedder[], configured: CountingEmbedder) {
  const clock = createFixedClock('2026-11-22T10:00:00Z');
  const embedderFor = (model: string) => models.find((one) => one.model === model);
  const activeEmbedder = createActiveEmbedder({ db, configured, embedderFor });
  const deps = { db, activeEmbedder, clock, newId, log: silentLog };
  return {
    clock,
    activeEmbedder,
    knowledge: createKnowledge(deps),
    importDrafts: createImportDrafts(deps),
    searchModel: createSearchModel({
      db,
      configured,
      embedderFor,
      clock,
      // Tests run the change themselves, where a job would.
      enqueueBuild: async () => {},
    }),
    runChange: createRunChange({ db, configured, embedderFor, clock, log: silentLog, wait: async () => {} }),
  };
}
