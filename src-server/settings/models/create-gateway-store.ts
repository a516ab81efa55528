import type { Clock } from '../../core/clock.ts';
import type { Database, Queryable } from '../../database/database.ts';
import type { GatewayStore, SpendLedger } from '../../models/gateway/policy.ts';
import { listModelHealth, writeModelHealth } from './model-health.store.ts';
import { readModelPolicy } from './model-policy.store.ts';
import { addSpend, lockSpendDay, readSpend } from './model-spend.store.ts';

export interface GatewayStoreDeps {
  db: Database;
  clock: Clock;
  readTimeZone: (db: Queryable) => Promise<string>;
  /** Host and path of the model service. */
  service: string;
  /** The model of the configuration, for a chain that was never changed. */
  configuredModel: string;
}

/** What the gateway to the models keeps, in the database that all sidecars share. */
export function createGatewayStore(deps: GatewayStoreDeps): GatewayStore {
  const { db, clock, service } = deps;
  return {
    readPolicy: async () => {
      const policy = await readModelPolicy(db, deps.configuredModel);
      const today = clock.now().toISOString().slice(0, 10);
      const health = await listModelHealth(db, service);
      // A model whose last day is over is not even asked.
      const isOver = (model: string) =>
        health.some((one) => one.model === model && one.shutdownDate !== null && one.shutdownDate < today);
      return { ...policy, chain: policy.chain.filter((model) => !isOver(model)) };
    },
    readHealth: () => listModelHealth(db, service),
    saveHealth: (model, change) => writeModelHealth(db, service, model, change, clock.now()),
    ledger: createLedger(deps),
  };
}

/** Every reservation is made under the lock of its day, so the budgets hold over all calls and all sidecars. */
function createLedger({ db, clock, readTimeZone }: GatewayStoreDeps): SpendLedger {
  return {
    reserve: (amount, { perDayMicroUsd, perMonthMicroUsd }) =>
      db.transaction(async (tx) => {
        const at = clock.now();
        const timeZone = await readTimeZone(tx);
        await lockSpendDay(tx, at, timeZone);
        const { day, todayMicroUsd, monthMicroUsd, dayResetsAt, monthResetsAt } = await readSpend(tx, at, timeZone);
        if (perMonthMicroUsd !== null && monthMicroUsd + amount > perMonthMicroUsd)
          return { budget: 'month' as const, resetsAt: monthResetsAt };
        if (perDayMicroUsd !== null && todayMicroUsd + amount > perDayMicroUsd)
          return { budget: 'day' as const, resetsAt: dayResetsAt };
        await addSpend(tx, day, { spentMicroUsd: 0, reservedMicroUsd: amount });
        return { day };
      }),
    settle: (day, reserved, spent) => addSpend(db, day, { spentMicroUsd: spent, reservedMicroUsd: -reserved }),
  };
}
