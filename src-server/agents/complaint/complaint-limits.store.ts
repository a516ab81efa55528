import { z } from 'zod';
import { ComplaintLimits } from '../../contract/complaints.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectFirst } from '../../database/database.ts';
import { DEFAULT_LIMITS } from './default-limits.ts';

const Row = z.object({ limits: ComplaintLimits, version: z.number(), updatedAt: timestampColumn.nullable() });
export type CurrentLimits = z.infer<typeof Row>;

/** The limits in force. */
export async function readComplaintLimits(db: Queryable): Promise<CurrentLimits> {
  const row = await selectFirst(
    db,
    Row,
    `SELECT version, limits, created_at AS "updatedAt" FROM support.complaint_limits ORDER BY version DESC LIMIT 1`,
  );
  return row ?? { limits: DEFAULT_LIMITS, version: 0, updatedAt: null };
}

/** Adds a version. Fails on the primary key when somebody else wrote this version meanwhile. */
export async function insertComplaintLimits(
  tx: Queryable,
  { limits, version, updatedBy, at }: { limits: ComplaintLimits; version: number; updatedBy: string; at: Date },
): Promise<void> {
  await tx.query(
    'INSERT INTO support.complaint_limits (version, limits, updated_by, created_at) VALUES ($1, $2::jsonb, $3, $4)',
    [version, JSON.stringify(limits), updatedBy, at],
  );
}
