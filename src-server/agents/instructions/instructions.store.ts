import { z } from 'zod';
import type { AgentInstructions, InstructionsInForce, InstructionsVersion } from '../../contract/instructions.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst } from '../../database/database.ts';

const NONE: AgentInstructions = { answers: '', complaints: '' };

/** What cannot be read asks for nothing: an answer in another tone beats none. */
const Stored = z
  .object({ answers: z.string().catch('').default(''), complaints: z.string().catch('').default('') })
  .catch(NONE);

const VersionRow = z
  .object({
    version: z.number().int(),
    instructions: Stored,
    note: z.string(),
    restored_from: z.number().int().nullable(),
    override: z.string().nullable(),
    changed_by: z.string().nullable(),
    changed_by_name: z.string().nullable(),
    created_at: timestampColumn,
  })
  .transform(
    (row): InstructionsVersion => ({
      version: row.version,
      instructions: row.instructions,
      note: row.note,
      restoredFrom: row.restored_from,
      override: row.override,
      changedBy: row.changed_by === null ? null : { id: row.changed_by, name: row.changed_by_name ?? '' },
      changedAt: row.created_at,
    }),
  );

const VERSIONS = `SELECT i.version, i.instructions, i.note, i.restored_from, i.override, i.changed_by,
    u.name AS changed_by_name, i.created_at
  FROM ai.agent_instructions i LEFT JOIN identity.users u ON u.id = i.changed_by`;

const START: InstructionsVersion = {
  version: 0,
  instructions: NONE,
  note: '',
  restoredFrom: null,
  override: null,
  changedBy: null,
  changedAt: null,
};

/** The newest version; version 0, which nobody has changed, asks for nothing. */
export async function readInstructionsVersion(db: Queryable): Promise<InstructionsVersion> {
  return (await selectFirst(db, VersionRow, `${VERSIONS} ORDER BY i.version DESC LIMIT 1`)) ?? START;
}

export async function findInstructionsVersion(
  db: Queryable,
  version: number,
): Promise<InstructionsVersion | undefined> {
  if (version === 0) return START;
  return selectFirst(db, VersionRow, `${VERSIONS} WHERE i.version = $1`, [version]);
}

/** Versions below `before`, the newest first. */
export function listInstructionsVersions(
  db: Queryable,
  before: number | null,
  limit: number,
): Promise<InstructionsVersion[]> {
  return selectAll(
    db,
    VersionRow,
    `${VERSIONS} WHERE $1::int IS NULL OR i.version < $1 ORDER BY i.version DESC LIMIT $2`,
    [before, limit],
  );
}

const InForceRow = z.object({ version: z.number().int(), instructions: Stored });

/** What the agents are asked now. */
export async function readInstructions(db: Queryable): Promise<InstructionsInForce> {
  const row = await selectFirst(
    db,
    InForceRow,
    'SELECT version, instructions FROM ai.agent_instructions ORDER BY version DESC LIMIT 1',
  );
  return row === undefined ? { ...NONE, version: 0 } : { ...row.instructions, version: row.version };
}

export interface NewInstructionsVersion {
  version: number;
  instructions: AgentInstructions;
  note: string;
  restoredFrom: number | null;
  override: string | null;
  changedBy: string;
  at: Date;
}

/** False when this version was written by somebody else meanwhile. */
export async function insertInstructionsVersion(tx: Queryable, row: NewInstructionsVersion): Promise<boolean> {
  const written = await tx.query(
    `INSERT INTO ai.agent_instructions (version, instructions, note, restored_from, override, changed_by, created_at)
     VALUES ($1, $2::jsonb, $3, $4, $5, $6, $7) ON CONFLICT (version) DO NOTHING`,
    [row.version, JSON.stringify(row.instructions), row.note, row.restoredFrom, row.override, row.changedBy, row.at],
  );
  return written.rowCount === 1;
}
