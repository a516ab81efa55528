import { z } from 'zod';
import { EscalationPolicy } from '../../contract/escalation-policy.ts';
import type { PolicyVersion } from '../../contract/policy.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst } from '../../database/database.ts';
import { DEFAULT_POLICY } from './default-policy.ts';

const Parts = z.record(z.string(), z.unknown()).catch({});

/**
 * A stored policy as it counts now. What is missing, as it was stored before there was such a rule, has its default; so
 * has a part that was damaged, as a desk that decides by sensible rules beats one that decides nothing.
 */
export function readStoredPolicy(stored: unknown): EscalationPolicy {
  const parts = Parts.parse(stored);
  const { shape } = EscalationPolicy;
  let policy = DEFAULT_POLICY;
  for (const part of Object.keys(shape) as (keyof EscalationPolicy)[]) {
    const merged = merge(DEFAULT_POLICY[part], parts[part]);
    const whole = EscalationPolicy.safeParse({ ...policy, [part]: merged });
    if (whole.success) policy = whole.data;
  }
  return policy;
}

function merge(usual: unknown, stored: unknown): unknown {
  if (!isPlain(usual) || !isPlain(stored)) return stored ?? usual;
  const keys = new Set([...Object.keys(usual), ...Object.keys(stored)]);
  return Object.fromEntries([...keys].map((key) => [key, merge(usual[key], key in stored ? stored[key] : usual[key])]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const VersionRow = z
  .object({
    version: z.number().int(),
    policy: z.unknown(),
    note: z.string(),
    restored_from: z.number().int().nullable(),
    changed_by: z.string().nullable(),
    changed_by_name: z.string().nullable(),
    created_at: timestampColumn,
  })
  .transform(
    (row): PolicyVersion => ({
      version: row.version,
      policy: readStoredPolicy(row.policy),
      note: row.note,
      restoredFrom: row.restored_from,
      changedBy: row.changed_by === null ? null : { id: row.changed_by, name: row.changed_by_name ?? '' },
      changedAt: row.created_at,
    }),
  );

const VERSIONS = `SELECT p.version, p.policy, p.note, p.restored_from, p.changed_by, u.name AS changed_by_name, p.created_at
  FROM support.escalation_policies p LEFT JOIN identity.users u ON u.id = p.changed_by`;

/** The newest version; version 0 is what a desk starts with, which nobody has changed. */
export async function readPolicyVersion(db: Queryable): Promise<PolicyVersion> {
  const newest = await selectFirst(db, VersionRow, `${VERSIONS} ORDER BY p.version DESC LIMIT 1`);
  return newest ?? START;
}

const START: PolicyVersion = {
  version: 0,
  policy: DEFAULT_POLICY,
  note: '',
  restoredFrom: null,
  changedBy: null,
  changedAt: null,
};

/** Version 0 is what a desk starts with. */
export async function findPolicyVersion(db: Queryable, version: number): Promise<PolicyVersion | undefined> {
  if (version === 0) return START;
  return selectFirst(db, VersionRow, `${VERSIONS} WHERE p.version = $1`, [version]);
}

/** Versions below `before`, the newest first. */
export function listPolicyVersions(db: Queryable, before: number | null, limit: number): Promise<PolicyVersion[]> {
  return selectAll(
    db,
    VersionRow,
    `${VERSIONS} WHERE $1::int IS NULL OR p.version < $1 ORDER BY p.version DESC LIMIT $2`,
    [before, limit],
  );
}

const PolicyRow = z.object({ policy: z.unknown() });

/** The policy in force. */
export async function readPolicy(db: Queryable): Promise<EscalationPolicy> {
  const row = await selectFirst(
    db,
    PolicyRow,
    'SELECT policy FROM support.escalation_policies ORDER BY version DESC LIMIT 1',
  );
  return row === undefined ? DEFAULT_POLICY : readStoredPolicy(row.policy);
}

export interface NewPolicyVersion {
  version: number;
  policy: EscalationPolicy;
  note: string;
  restoredFrom: number | null;
  changedBy: string;
  at: Date;
}

/** False when this version was written by somebody else meanwhile. */
export async function insertPolicyVersion(tx: Queryable, row: NewPolicyVersion): Promise<boolean> {
  const written = await tx.query(
    `INSERT INTO support.escalation_policies (version, policy, note, restored_from, changed_by, created_at)
     VALUES ($1, $2::jsonb, $3, $4, $5, $6) ON CONFLICT (version) DO NOTHING`,
    [row.version, JSON.stringify(row.policy), row.note, row.restoredFrom, row.changedBy, row.at],
  );
  return written.rowCount === 1;
}
