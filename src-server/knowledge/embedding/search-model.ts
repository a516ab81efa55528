import type { SearchModelStatus } from '../../contract/search-model.ts';
import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Database, Transaction } from '../../database/database.ts';
import type { EmbedderChoice } from './active-embedder.ts';
import { hasVectors, measureChange } from './next-vector.store.ts';
import { type ChangeEstimate, estimateChange, startsByItself } from './plan-change.ts';
import { countRejectedVectors } from './rejected-vector.store.ts';
import {
  freeLease,
  lockSearchModel,
  readSearchModel,
  type SearchModelState,
  UNKNOWN_MODEL,
  writeSearchModel,
} from './search-model.store.ts';

export interface SearchModelDeps extends EmbedderChoice {
  db: Database;
  clock: Clock;
  /** Sees to it that the build goes on soon, in one of the sidecars. */
  enqueueBuild: (tx: Transaction) => Promise<void>;
}

const MEASURE_LIMIT_MS = 60_000;

/** What is decided about the change of the search model; the work itself is `run-change.ts`. */
export function createSearchModel(deps: SearchModelDeps) {
  const { db, configured, embedderFor } = deps;

  const estimateFor = async (tx: Transaction, model: string) => {
    const embedder = embedderFor(model);
    if (embedder === undefined)
      throw new AppError('CONFLICT', `The model “${model}” cannot be had with the present settings.`);
    const amount = await measureChange(tx, model);
    return { ...amount, estimate: estimateChange(embedder, amount) };
  };

  /** Begins a change, or puts it before the owner. */
  async function plan(tx: Transaction, target: string, decide: (estimate: ChangeEstimate) => boolean) {
    const { texts, total, estimate } = await estimateFor(tx, target);
    const builds = decide(estimate);
    await writeSearchModel(tx, {
      target,
      state: builds ? 'building' : 'waiting_for_approval',
      reason: null,
      done: total - texts,
      total,
      estimatedTokens: estimate.tokens,
      estimatedMicroUsd: estimate.microUsd,
      ...(builds ? { usedTokens: 0, usedMicroUsd: 0, startedAt: deps.clock.now(), finishedAt: null } : {}),
    });
    tx.emit({ type: 'search-model.updated' });
  }

  async function prepareIn(tx: Transaction): Promise<void> {
    let now = await lockSearchModel(tx);
    if (db.engine === 'embedded') await freeLease(tx);
    if (now.active === null) {
      now = { ...now, active: (await hasVectors(tx)) ? UNKNOWN_MODEL : configured.model };
      await writeSearchModel(tx, { active: now.active });
    }
    if (now.active === configured.model) {
      if (now.state !== 'idle')
        await writeSearchModel(tx, { state: 'idle', target: null, declined: null, reason: null });
      return;
    }
    const goesOn = now.state === 'building' || now.state === 'failed';
    if (goesOn && (now.target === configured.model || now.declined === configured.model)) {
      await writeSearchModel(tx, { state: 'building' });
      return;
    }
    await plan(tx, configured.model, (estimate) => startsByItself(estimate) && now.declined !== configured.model);
  }

  return {
    /** At each start, before anything is embedded: decides what follows when the configured model is not the one in use. */
    prepare: () => db.longOperation(MEASURE_LIMIT_MS, () => db.transaction(prepareIn)),

    /** At each start, once jobs run, and every few minutes, as a provider comes back without telling. */
    resume: () =>
      db.transaction(async (tx) => {
        const { active, state } = await lockSearchModel(tx);
        if (state === 'failed') await writeSearchModel(tx, { state: 'building' });
        // Whether the vectors of an adopted deployment are the configured model's after all is found out by the job.
        if (state === 'building' || state === 'failed' || active === UNKNOWN_MODEL) await deps.enqueueBuild(tx);
      }),

    /** The owner's go. */
    start: (target: string) =>
      db.longOperation(MEASURE_LIMIT_MS, () =>
        db.transaction(async (tx) => {
          const now = await lockSearchModel(tx);
          if (now.target !== target || now.state === 'idle')
            throw new AppError('CONFLICT', 'This change is not planned any more. Reload the page.');
          if (now.state === 'building') return;
          if (now.state === 'failed') {
            await writeSearchModel(tx, { state: 'building', reason: null });
            await deps.enqueueBuild(tx);
            tx.emit({ type: 'search-model.updated' });
            return;
          }
          await writeSearchModel(tx, { declined: null });
          await plan(tx, target, () => true);
          await deps.enqueueBuild(tx);
        }),
      ),

    /** Back to the model of before, whose vectors still stand beside; what was written since is embedded first. */
    switchBack: () =>
      db.longOperation(MEASURE_LIMIT_MS, () =>
        db.transaction(async (tx) => {
          const now = await lockSearchModel(tx);
          if (!canSwitchBack(now, deps) || now.spare === null)
            throw new AppError('CONFLICT', 'There is no model of before to go back to.');
          await writeSearchModel(tx, { declined: now.active });
          await plan(tx, now.spare, () => true);
          await deps.enqueueBuild(tx);
        }),
      ),

    async status(): Promise<SearchModelStatus> {
      const now = await readSearchModel(db);
      const { estimatedTokens, estimatedMicroUsd, usedTokens, usedMicroUsd, active, state, target, reason } = now;
      return {
        active: active ?? configured.model,
        isActiveUsable: embedderFor(active ?? configured.model) !== undefined,
        configured: configured.model,
        isConfiguredLocal: configured.isLocal,
        target,
        state,
        reason,
        done: Math.min(now.done, now.total),
        total: now.total,
        estimate: estimatedTokens === null ? null : { tokens: estimatedTokens, costMicroUsd: estimatedMicroUsd },
        actual: now.startedAt === null ? null : { tokens: usedTokens, costMicroUsd: usedMicroUsd },
        startedAt: now.startedAt?.toISOString() ?? null,
        finishedAt: now.finishedAt?.toISOString() ?? null,
        spare: now.spare,
        canSwitchBack: canSwitchBack(now, deps),
        rejectedVectors: await countRejectedVectors(db),
      };
    },
  };
}

export type SearchModel = ReturnType<typeof createSearchModel>;

function canSwitchBack(now: SearchModelState, { embedderFor }: EmbedderChoice): boolean {
  const isResting = now.state === 'idle' || now.state === 'waiting_for_approval';
  return isResting && now.spare !== null && now.spare !== now.active && embedderFor(now.spare) !== undefined;
}
