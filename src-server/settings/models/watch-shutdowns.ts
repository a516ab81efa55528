import type { Clock } from '../../core/clock.ts';
import type { Database, Queryable } from '../../database/database.ts';
import type { ListedModel } from '../../models/openai/list-models.ts';
import { insertNotice } from '../notice.store.ts';
import { listModelHealth, writeModelHealth } from './model-health.store.ts';
import { readModelPolicy } from './model-policy.store.ts';

export interface WatchDeps {
  db: Database;
  clock: Clock;
  service: string;
  configuredModel: string;
  /** Models that are used besides those of the chain: for the search. */
  otherModels: readonly string[];
  listModels: (options: { signal: AbortSignal }) => Promise<ListedModel[]>;
}

/** Days ahead on which the owner is warned, the nearest first. */
const WARNED_DAYS = [7, 30, 60];
const DAY_MS = 86_400_000;

/** Asks the service how long it will have the models in use, and puts a notice up 60, 30 and 7 days ahead. */
export function createWatchShutdowns(deps: WatchDeps) {
  return async (signal: AbortSignal): Promise<void> => {
    const listed = await deps.listModels({ signal });
    const at = deps.clock.now();
    await deps.db.transaction(async (tx) => {
      const { chain } = await readModelPolicy(tx, deps.configuredModel);
      for (const model of new Set([...chain, ...deps.otherModels])) {
        const found = listed.find((one) => one.model === model);
        if (found !== undefined) await keepDate(tx, deps.service, found, at);
      }
      for (const { model, shutdownDate } of await listModelHealth(tx, deps.service)) {
        if (shutdownDate === null || !(chain.includes(model) || deps.otherModels.includes(model))) continue;
        if (await warn(tx, { model, shutdownDate, at, isForSearch: !chain.includes(model) }))
          tx.emit({ type: 'system.notice' });
      }
    });
  };
}

async function keepDate(tx: Queryable, service: string, { model, shutdownDate }: ListedModel, at: Date) {
  const known = (await listModelHealth(tx, service)).find((one) => one.model === model);
  if ((known?.shutdownDate ?? null) !== shutdownDate) await writeModelHealth(tx, service, model, { shutdownDate }, at);
}

/** One notice a step; true when there was a step to tell of. A date that is moved is told again. */
async function warn(
  tx: Queryable,
  { model, shutdownDate, at, isForSearch }: { model: string; shutdownDate: string; at: Date; isForSearch: boolean },
): Promise<boolean> {
  const today = Date.parse(at.toISOString().slice(0, 10));
  const daysLeft = Math.round((Date.parse(shutdownDate) - today) / DAY_MS);
  const step = WARNED_DAYS.find((days) => daysLeft <= days);
  if (step === undefined) return false;
  const remedy = isForSearch
    ? 'Name another one in TEPPAN_EMBEDDING_MODEL in time; the search changes over without a pause.'
    : 'Put another model into the chain under Settings, “Language models”. Until then the next in the chain, or the offline answers, take over by themselves.';
  await insertNotice(tx, {
    id: `model-shutdown:${model}:${shutdownDate}:${daysLeft < 0 ? 'over' : step}`,
    level: daysLeft <= 7 ? 'error' : 'warning',
    title: daysLeft < 0 ? `The model ${model} is gone` : `The model ${model} will be gone in ${daysLeft} days`,
    text: `Its service shuts it down on ${shutdownDate}. ${remedy}`,
    at,
  });
  return true;
}
