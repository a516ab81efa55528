import { z } from 'zod';
import { type Queryable, selectAll } from '../../database/database.ts';
import type { HealthChange, ModelHealth } from '../../models/gateway/policy.ts';

const Row = z.object({
  model: z.string(),
  state: z.enum(['ok', 'open', 'gone']),
  openUntil: z.date().nullable(),
  lastError: z.string().nullable(),
  lastErrorAt: z.date().nullable(),
  refused: z.array(z.string()),
  shutdownDate: z.string().nullable(),
});

/** What is known of the models of one service. */
export function listModelHealth(db: Queryable, service: string): Promise<ModelHealth[]> {
  return selectAll(
    db,
    Row,
    `SELECT model, state, open_until AS "openUntil", last_error AS "lastError", last_error_at AS "lastErrorAt",
       refused, shutdown_date::text AS "shutdownDate"
     FROM ai.model_health WHERE service = $1`,
    [service],
  );
}

const COLUMNS = {
  state: 'state',
  openUntil: 'open_until',
  lastError: 'last_error',
  lastErrorAt: 'last_error_at',
  refused: 'refused',
  shutdownDate: 'shutdown_date',
} as const satisfies Record<keyof HealthChange, string>;

/** Sets what is given and leaves the rest. */
export async function writeModelHealth(
  db: Queryable,
  service: string,
  model: string,
  change: HealthChange,
  at: Date,
): Promise<void> {
  const keys = (Object.keys(COLUMNS) as (keyof HealthChange)[]).filter((key) => change[key] !== undefined);
  const columns = keys.map((key) => COLUMNS[key]);
  await db.query(
    `INSERT INTO ai.model_health (service, model, updated_at${columns.map((name) => `, ${name}`).join('')})
     VALUES ($1, $2, $3${columns.map((_, index) => `, $${index + 4}`).join('')})
     ON CONFLICT (service, model) DO UPDATE SET
       updated_at = excluded.updated_at${columns.map((name) => `, ${name} = excluded.${name}`).join('')}`,
    [service, model, at, ...keys.map((key) => change[key])],
  );
}
