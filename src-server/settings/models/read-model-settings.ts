import type { ModelSettings, ModelState } from '../../contract/models.ts';
import type { Clock } from '../../core/clock.ts';
import type { Database, Queryable } from '../../database/database.ts';
import type { ModelHealth } from '../../models/gateway/policy.ts';
import { costMicroUsd, priceOf } from '../../models/prices.ts';
import { listModelHealth } from './model-health.store.ts';
import { readModelPolicy } from './model-policy.store.ts';
import { listModelDays, readSpend } from './model-spend.store.ts';

export interface ModelSettingsDeps {
  db: Database;
  clock: Clock;
  readTimeZone: (db: Queryable) => Promise<string>;
  mode: 'offline' | 'api';
  service: string;
  configuredModel: string;
}

/** What one answer sets aside: a budget with less left is used up. */
const USUAL_CALL = { inputTokens: 2_000, outputTokens: 2_000 };

/** Everything that the owner sees of the language models. */
export async function readModelSettings(deps: ModelSettingsDeps): Promise<ModelSettings> {
  const { db, mode } = deps;
  const at = deps.clock.now();
  const timeZone = await deps.readTimeZone(db);
  const { chain, budgets, prices } = await readModelPolicy(db, deps.configuredModel);
  const health = await listModelHealth(db, deps.service);
  const days = await listModelDays(db, at, timeZone);
  const { day, dayResetsAt, monthResetsAt, ...spent } = await readSpend(db, at, timeZone);

  const left = Math.min(
    (budgets.perDayMicroUsd ?? Number.POSITIVE_INFINITY) - spent.todayMicroUsd,
    (budgets.perMonthMicroUsd ?? Number.POSITIVE_INFINITY) - spent.monthMicroUsd,
  );
  const describe = (model: string): ModelState => {
    const known = health.find((one) => one.model === model);
    const today = days.find((one) => one.model === model);
    const usual = costMicroUsd(model, USUAL_CALL.inputTokens, USUAL_CALL.outputTokens, prices) ?? 0;
    return {
      model,
      state: stateOf(known, { at, today: day, isOverBudget: usual > 0 && usual > left }),
      openUntil: known?.openUntil?.toISOString() ?? null,
      lastError: known?.lastError ?? null,
      lastErrorAt: known?.lastErrorAt?.toISOString() ?? null,
      shutdownDate: known?.shutdownDate ?? null,
      callsToday: today?.calls ?? 0,
      spentTodayMicroUsd: today?.spentMicroUsd ?? 0,
      price: priceOf(model, prices) ?? null,
      isOwnPrice: Object.hasOwn(prices, model),
      refusedParameters: [...(known?.refused ?? [])],
    };
  };
  return {
    mode,
    models: mode === 'offline' ? [] : chain.map(describe),
    budgets,
    spend: { ...spent, dayResetsAt: dayResetsAt.toISOString(), monthResetsAt: monthResetsAt.toISOString() },
  };
}

function stateOf(
  known: ModelHealth | undefined,
  now: { at: Date; today: string; isOverBudget: boolean },
): ModelState['state'] {
  if (known?.state === 'gone' || (known?.shutdownDate != null && known.shutdownDate < now.today)) return 'gone';
  if (known?.state === 'open' && known.openUntil !== null && known.openUntil > now.at) return 'open';
  return now.isOverBudget ? 'over_budget' : 'ok';
}
