import { z } from 'zod';
import { countColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectOne } from '../../database/database.ts';

const Spend = z.object({
  day: z.string(),
  todayMicroUsd: countColumn,
  monthMicroUsd: countColumn,
  dayResetsAt: z.date(),
  monthResetsAt: z.date(),
});
export type SpendSoFar = z.infer<typeof Spend>;

/** What is spent and reserved today and this month, by the business's calendar, and when each begins anew. */
export function readSpend(db: Queryable, at: Date, timeZone: string): Promise<SpendSoFar> {
  return selectOne(
    db,
    Spend,
    'account of models',
    `WITH calendar AS (SELECT ($1::timestamptz AT TIME ZONE $2)::date AS day)
     SELECT day::text,
       coalesce(sum(spent_micro_usd + reserved_micro_usd) FILTER (WHERE kept = day), 0) AS "todayMicroUsd",
       coalesce(sum(spent_micro_usd + reserved_micro_usd), 0) AS "monthMicroUsd",
       (day + 1)::timestamp AT TIME ZONE $2 AS "dayResetsAt",
       (date_trunc('month', day::timestamp) + interval '1 month') AT TIME ZONE $2 AS "monthResetsAt"
     FROM calendar LEFT JOIN (SELECT day AS kept, spent_micro_usd, reserved_micro_usd FROM ai.model_spend) AS account
       ON kept BETWEEN date_trunc('month', day::timestamp)::date AND day
     GROUP BY day`,
    [at, timeZone],
  );
}

/** Held until the end of the transaction: reservations are made one after the other, whichever sidecar makes them. */
export async function lockSpendDay(tx: Queryable, at: Date, timeZone: string): Promise<void> {
  const day = '($1::timestamptz AT TIME ZONE $2)::date';
  await tx.query(`INSERT INTO ai.model_spend (day) VALUES (${day}) ON CONFLICT DO NOTHING`, [at, timeZone]);
  await tx.query(`SELECT 1 FROM ai.model_spend WHERE day = ${day} FOR UPDATE`, [at, timeZone]);
}

/** Amounts may be negative: a reservation that is given back. */
export async function addSpend(
  db: Queryable,
  day: string,
  amounts: { spentMicroUsd: number; reservedMicroUsd: number },
): Promise<void> {
  await db.query(
    `UPDATE ai.model_spend SET spent_micro_usd = spent_micro_usd + $2, reserved_micro_usd = reserved_micro_usd + $3
     WHERE day = $1::date`,
    [day, amounts.spentMicroUsd, amounts.reservedMicroUsd],
  );
}

const ModelDay = z.object({ model: z.string(), calls: countColumn, spentMicroUsd: countColumn });

/** Calls and costs of each model since the business's midnight. */
export function listModelDays(db: Queryable, at: Date, timeZone: string): Promise<z.infer<typeof ModelDay>[]> {
  return selectAll(
    db,
    ModelDay,
    `SELECT model, count(*) AS calls, coalesce(sum(cost_micro_usd), 0) AS "spentMicroUsd" FROM ai.model_calls
     WHERE created_at >= date_trunc('day', $1::timestamptz AT TIME ZONE $2) AT TIME ZONE $2 GROUP BY model`,
    [at, timeZone],
  );
}
