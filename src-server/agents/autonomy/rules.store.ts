import { z } from 'zod';
import { AutonomyRules } from '../../contract/autonomy.ts';
import { type Queryable, selectFirst } from '../../database/database.ts';
import { DEFAULT_RULES } from './levels.ts';

const KEY = 'autonomy';
const Row = z.object({ value: AutonomyRules });

/** The rules in force. */
export async function readRules(db: Queryable): Promise<AutonomyRules> {
  const row = await selectFirst(db, Row, 'SELECT value FROM support.settings WHERE key = $1', [KEY]);
  return row?.value ?? DEFAULT_RULES;
}

/** The same, and nobody else changes them until the transaction ends. */
export async function lockRules(tx: Queryable): Promise<AutonomyRules> {
  await tx.query('INSERT INTO support.settings (key, value) VALUES ($1, $2::jsonb) ON CONFLICT DO NOTHING', [
    KEY,
    JSON.stringify(DEFAULT_RULES),
  ]);
  const row = await selectFirst(tx, Row, 'SELECT value FROM support.settings WHERE key = $1 FOR UPDATE', [KEY]);
  return row?.value ?? DEFAULT_RULES;
}

export async function writeRules(tx: Queryable, rules: AutonomyRules, by: string | null, at: Date): Promise<void> {
  await tx.query('UPDATE support.settings SET value = $2::jsonb, updated_by = $3, updated_at = $4 WHERE key = $1', [
    KEY,
    JSON.stringify(AutonomyRules.parse(rules)),
    by,
    at,
  ]);
}
