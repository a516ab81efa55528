import { z } from 'zod';
import type { Database, Transaction } from '../../database/database.ts';
import type { JobDefinition, JobHandle } from '../../jobs/job.ts';
import type { RunChange } from './run-change.ts';
import { lockSearchModel, writeSearchModel } from './search-model.store.ts';

/** How long one attempt goes on before it makes room and is continued by the next. */
const RUN_MS = 600_000;
/** While another sidecar builds, or one that was killed still holds the lease. */
const LOOK_AGAIN_MS = 20_000;

export interface BuildJobDeps {
  db: Database;
  runChange: RunChange;
  /** Gives a vector to what was written with the old one while the names were exchanged. */
  catchUp: (signal: AbortSignal) => Promise<unknown>;
}

/** Builds the vectors of another model. A provider that fails is tried again, later by the catch-up every ten minutes. */
export function buildJob(deps: BuildJobDeps, handle: () => JobHandle<null>): JobDefinition<null> {
  const { db } = deps;
  return {
    name: 'search-model.build',
    payload: z.null(),
    retry: { limit: 5, delaySeconds: 5 },
    timeoutSeconds: RUN_MS / 1000 + 300,
    async run(_, { signal }) {
      const timeIsUp = AbortSignal.timeout(RUN_MS);
      try {
        const outcome = await db.background(() => deps.runChange(AbortSignal.any([signal, timeIsUp])));
        if (outcome === 'busy') await db.transaction((tx) => enqueueBuild(tx, handle(), LOOK_AGAIN_MS));
        else await deps.catchUp(signal);
      } catch (error) {
        if (!timeIsUp.aborted || signal.aborted) throw error;
        await db.transaction((tx) => enqueueBuild(tx, handle()));
      }
    },
    onGivenUp: () =>
      db.transaction(async (tx) => {
        if ((await lockSearchModel(tx)).state !== 'building') return;
        await writeSearchModel(tx, { state: 'failed' });
        tx.emit({ type: 'search-model.updated' });
      }),
  };
}

export function enqueueBuild(tx: Transaction, handle: JobHandle<null>, startAfterMs?: number): Promise<void> {
  return handle.enqueue(tx, null, { singletonKey: 'build', ...(startAfterMs === undefined ? {} : { startAfterMs }) });
}
