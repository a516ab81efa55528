import type { OwnPrices } from '../prices.ts';

/** What the owner allows. Amounts in millionths of a US dollar; null sets no limit. */
export interface Budgets {
  perMessageMicroUsd: number | null;
  perDayMicroUsd: number | null;
  perMonthMicroUsd: number | null;
}

/** Which models may be asked, in which order, and for how much. */
export interface ModelPolicy {
  /** The first that can be used is; the offline answerer comes after the last. */
  chain: readonly string[];
  budgets: Budgets;
  /** Prices that the owner has entered; they go before the list prices. */
  prices: OwnPrices;
}

export const NO_BUDGETS: Budgets = { perMessageMicroUsd: null, perDayMicroUsd: null, perMonthMicroUsd: null };

/** Why a reservation was refused, and when the account begins anew. */
export interface BudgetRefusal {
  budget: 'day' | 'month';
  resetsAt: Date;
}

/**
 * The account of what models cost, one for all sidecars that share a database. A call may only be made under a
 * reservation of the most that it can cost, so calls at the same time cannot overrun a budget together.
 */
export interface SpendLedger {
  /** The day that the reservation belongs to, or why there is none. */
  reserve(amountMicroUsd: number, budgets: Budgets): Promise<{ day: string } | BudgetRefusal>;
  /** Puts what was spent in the place of what was reserved. */
  settle(day: string, reservedMicroUsd: number, spentMicroUsd: number): Promise<void>;
}

/** What is remembered of a model, over restarts. */
export interface ModelHealth {
  model: string;
  /** `open`: not asked for a while, after repeated failures. `gone`: the service does not have it any more. */
  state: 'ok' | 'open' | 'gone';
  openUntil: Date | null;
  lastError: string | null;
  lastErrorAt: Date | null;
  /** Parameters that it would not take. */
  refused: readonly string[];
  /** `2027-01-14`, where the service has announced one. */
  shutdownDate: string | null;
}

export type HealthChange = Partial<Omit<ModelHealth, 'model'>>;

export interface GatewayStore {
  readPolicy(): Promise<ModelPolicy>;
  readHealth(): Promise<ModelHealth[]>;
  /** Sets what is given and leaves the rest. */
  saveHealth(model: string, change: HealthChange): Promise<void>;
  ledger: SpendLedger;
}

/** For a process without a database: keeps nothing, and counts for itself. */
export function createMemoryStore(policy: Partial<ModelPolicy> & Pick<ModelPolicy, 'chain'>): GatewayStore {
  let used = 0;
  return {
    readPolicy: async () => ({ budgets: NO_BUDGETS, prices: {}, ...policy }),
    readHealth: async () => [],
    saveHealth: async () => undefined,
    ledger: {
      async reserve(amount, { perDayMicroUsd }) {
        if (perDayMicroUsd !== null && used + amount > perDayMicroUsd) return { budget: 'day', resetsAt: new Date(0) };
        used += amount;
        return { day: '1970-01-01' };
      },
      settle: async (_, reserved, spent) => {
        used += spent - reserved;
      },
    },
  };
}
