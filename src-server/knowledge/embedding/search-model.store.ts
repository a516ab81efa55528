import { z } from 'zod';
import { type Queryable, selectOne } from '../../database/database.ts';

/** The vectors of an adopted deployment, which carry no name. */
export const UNKNOWN_MODEL = 'unknown';

const Count = z.coerce.number();
const State = z.object({
  active: z.string().nullable(),
  spare: z.string().nullable(),
  declined: z.string().nullable(),
  target: z.string().nullable(),
  state: z.enum(['idle', 'waiting_for_approval', 'building', 'failed']),
  reason: z.string().nullable(),
  done: z.number(),
  total: z.number(),
  estimatedTokens: Count.nullable(),
  estimatedMicroUsd: Count.nullable(),
  usedTokens: Count,
  usedMicroUsd: Count.nullable(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
});
export type SearchModelState = z.infer<typeof State>;

const SELECT = `SELECT active, spare, declined, target, state, reason, done, total,
  estimated_tokens AS "estimatedTokens", estimated_micro_usd AS "estimatedMicroUsd",
  used_tokens AS "usedTokens", used_micro_usd AS "usedMicroUsd",
  started_at AS "startedAt", finished_at AS "finishedAt" FROM ai.search_model`;

export function readSearchModel(db: Queryable): Promise<SearchModelState> {
  return selectOne(db, State, 'search model', SELECT);
}

/** Read and held until the end of the transaction: changes of the state come one after the other. */
export function lockSearchModel(tx: Queryable): Promise<SearchModelState> {
  return selectOne(tx, State, 'search model', `${SELECT} FOR UPDATE`);
}

/** The model whose vectors are searched; null before anything was embedded. */
export async function readActiveModel(db: Queryable): Promise<string | null> {
  const row = z.object({ active: z.string().nullable() });
  return (await selectOne(db, row, 'search model', 'SELECT active FROM ai.search_model')).active;
}

const COLUMNS = {
  active: 'active',
  spare: 'spare',
  declined: 'declined',
  target: 'target',
  state: 'state',
  reason: 'reason',
  done: 'done',
  total: 'total',
  estimatedTokens: 'estimated_tokens',
  estimatedMicroUsd: 'estimated_micro_usd',
  usedTokens: 'used_tokens',
  usedMicroUsd: 'used_micro_usd',
  startedAt: 'started_at',
  finishedAt: 'finished_at',
} as const satisfies Record<keyof SearchModelState, string>;

/** Sets what is given and leaves the rest. */
export async function writeSearchModel(tx: Queryable, change: Partial<SearchModelState>): Promise<void> {
  const keys = (Object.keys(COLUMNS) as (keyof SearchModelState)[]).filter((key) => change[key] !== undefined);
  const sets = keys.map((key, at) => `${COLUMNS[key]} = $${at + 1}`);
  await tx.query(
    `UPDATE ai.search_model SET ${sets.join(', ')}`,
    keys.map((key) => change[key]),
  );
}

/** Long enough for one batch with all of its retries; renewed with each stored step. */
const LEASE_SECONDS = 180;

/** Takes or renews the right to build this target; false where another sidecar has it or it is not to be built. */
export async function holdLease(db: Queryable, holder: string, target: string, newlyDone = 0): Promise<boolean> {
  const held = await db.query(
    `UPDATE ai.search_model SET leased_by = $1, leased_until = now() + make_interval(secs => $4), done = done + $3
     WHERE state = 'building' AND target = $2 AND (leased_by IS NULL OR leased_by = $1 OR leased_until < now())`,
    [holder, target, newlyDone, LEASE_SECONDS],
  );
  return held.rowCount > 0;
}

/** Without a holder: whoever held it, as the embedded engine has one sidecar, whose predecessor is gone. */
export async function freeLease(db: Queryable, holder?: string): Promise<void> {
  await db.query(
    'UPDATE ai.search_model SET leased_by = NULL, leased_until = NULL WHERE $1::uuid IS NULL OR leased_by = $1::uuid',
    [holder ?? null],
  );
}

/** Books what a call has used at once, so that it is counted also when the sidecar is killed before it could store the vectors. */
export async function addUsage(
  db: Queryable,
  usage: { inputTokens: number; costMicroUsd: number | null },
): Promise<void> {
  await db.query(
    'UPDATE ai.search_model SET used_tokens = used_tokens + $1, used_micro_usd = used_micro_usd + $2::bigint',
    [usage.inputTokens, usage.costMicroUsd],
  );
}
