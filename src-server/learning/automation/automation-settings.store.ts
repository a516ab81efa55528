import { z } from 'zod';
import { AutomationSettings } from '../../contract/automation.ts';
import { type Queryable, selectOne } from '../../database/database.ts';

const SettingsRow = AutomationSettings.extend({ onSince: z.date().nullable() });

/** Held until the transaction ends where `FOR UPDATE` is asked for. */
function read(db: Queryable, how: '' | 'FOR UPDATE') {
  return selectOne(
    db,
    SettingsRow,
    'setting of the automation',
    `SELECT is_on AS "isOn", every_examples AS "everyExamples", every_days AS "everyDays", trainer, conversations,
       round(share::numeric, 4)::float8 AS share, round(effect::numeric, 4)::float8 AS effect, on_since AS "onSince"
     FROM ai.automation_settings ${how}`,
  );
}

export const readAutomation = (db: Queryable) => read(db, '');
export const lockAutomation = (tx: Queryable) => read(tx, 'FOR UPDATE');

export async function saveAutomation(
  tx: Queryable,
  settings: AutomationSettings & { onSince: Date | null },
  by: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE ai.automation_settings SET is_on = $1, every_examples = $2, every_days = $3, trainer = $4, conversations = $5,
       share = $6, effect = $7, on_since = $8, updated_by = $9, updated_at = $10`,
    [
      settings.isOn,
      settings.everyExamples,
      settings.everyDays,
      settings.trainer,
      settings.conversations,
      settings.share,
      settings.effect,
      settings.onSince,
      by,
      at,
    ],
  );
}

/** How many approved examples were approved after this time; all of them where it is null. */
export async function countApprovedSince(db: Queryable, since: Date | null): Promise<number> {
  const { count } = await selectOne(
    db,
    z.object({ count: z.number() }),
    'count',
    `SELECT count(*)::int AS count FROM ai.training_data
     WHERE status = 'approved' AND is_active AND ($1::timestamptz IS NULL OR reviewed_at > $1)`,
    [since],
  );
  return count;
}
