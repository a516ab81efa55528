import { z } from 'zod';
import { ModelBudgets, ModelPrice } from '../../contract/models.ts';
import { type Queryable, selectFirst } from '../../database/database.ts';
import { type ModelPolicy, NO_BUDGETS } from '../../models/gateway/policy.ts';

const KEY = 'models';

/** What the owner has changed; what is missing has its default. */
const Stored = z.object({
  chain: z.array(z.string()).optional(),
  budgets: ModelBudgets.partial().catch({}).default({}),
  prices: z.record(z.string(), ModelPrice).catch({}).default({}),
});
const Row = z.object({ value: Stored.catch({ budgets: {}, prices: {} }) });

/** The policy in force. A chain that was never changed holds the model of the configuration. */
export async function readModelPolicy(db: Queryable, configured: string): Promise<ModelPolicy> {
  const row = await selectFirst(db, Row, 'SELECT value FROM support.settings WHERE key = $1', [KEY]);
  return {
    chain: row?.value.chain ?? [configured],
    budgets: { ...NO_BUDGETS, ...definedOf(row?.value.budgets ?? {}) },
    prices: row?.value.prices ?? {},
  };
}

export async function writeModelPolicy(tx: Queryable, policy: ModelPolicy, updatedBy: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO support.settings (key, value, updated_at, updated_by) VALUES ($1, $2::jsonb, $3, $4)
     ON CONFLICT (key) DO UPDATE SET
       value = excluded.value, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [KEY, JSON.stringify(policy), at, updatedBy],
  );
}

/** Changes of two owners come one after the other. */
export async function lockModelPolicy(tx: Queryable, configured: string): Promise<ModelPolicy> {
  await tx.query("INSERT INTO support.settings (key, value) VALUES ($1, '{}') ON CONFLICT DO NOTHING", [KEY]);
  await tx.query('SELECT 1 FROM support.settings WHERE key = $1 FOR UPDATE', [KEY]);
  return readModelPolicy(tx, configured);
}

function definedOf<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
