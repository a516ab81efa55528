import { z } from 'zod';
import { AutonomyChange, AutonomyLevel, Evidence } from '../../contract/autonomy.ts';
import { Channel } from '../../contract/conversations.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectOne } from '../../database/database.ts';
import type { Scope } from './levels.ts';

/** What a decision was made on. */
export const Figures = z.object({ evidence: Evidence, threshold: z.number() });
export type Figures = z.infer<typeof Figures>;

export interface NewChange extends Scope {
  id: string;
  before: AutonomyLevel | null;
  after: AutonomyLevel | null;
  cause: z.infer<typeof AutonomyChange>['cause'];
  figures: Figures | null;
  by: string | null;
  at: Date;
}

export async function insertChange(tx: Queryable, change: NewChange): Promise<void> {
  await tx.query(
    `INSERT INTO ai.autonomy_changes (id, intent, channel, level_before, level_after, cause, figures, changed_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9)`,
    [
      change.id,
      change.intent,
      change.channel,
      change.before,
      change.after,
      change.cause,
      change.figures === null ? null : JSON.stringify(change.figures),
      change.by,
      change.at,
    ],
  );
}

const Row = z.object({
  id: z.string(),
  intent: z.string().nullable(),
  channel: Channel.nullable(),
  before: AutonomyLevel.nullable(),
  after: AutonomyLevel.nullable(),
  cause: AutonomyChange.shape.cause,
  figures: Figures.nullable().catch(null),
  by_id: z.string().nullable(),
  by_name: z.string().nullable(),
  undone_at: timestampColumn.nullable(),
  created_at: timestampColumn,
});
export type ChangeRow = z.infer<typeof Row>;

const SELECT_CHANGE = `
  SELECT c.id, c.intent, c.channel, c.level_before AS before, c.level_after AS after, c.cause, c.figures,
    u.id AS by_id, u.name AS by_name, c.undone_at, c.created_at
  FROM ai.autonomy_changes c LEFT JOIN identity.users u ON u.id = c.changed_by`;

/** The latest changes, newest first. */
export function listChanges(db: Queryable): Promise<ChangeRow[]> {
  return selectAll(db, Row, `${SELECT_CHANGE} ORDER BY c.created_at DESC, c.id DESC LIMIT 50`);
}

export function getChange(db: Queryable, id: string): Promise<ChangeRow> {
  return selectOne(db, Row, 'change', `${SELECT_CHANGE} WHERE c.id = $1`, [id]);
}

export async function markUndone(tx: Queryable, id: string, at: Date): Promise<void> {
  await tx.query('UPDATE ai.autonomy_changes SET undone_at = $2 WHERE id = $1', [id, at]);
}
