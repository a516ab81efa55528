import { z } from 'zod';
import { AppError } from '../core/errors.ts';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import type { Transaction } from '../database/database.ts';
import type { RecordAudit } from '../database/record-audit.ts';

/** What the owner sets in numbered versions, the newest of which is in force. */
export interface VersionedSetting {
  /** The first part of its audit and event names. */
  name: 'policy' | 'instructions';
  subjectType: string;
  /** What was changed by whom meanwhile, for whoever is refused. */
  overtaken: (by: string) => string;
}

export interface NextVersion {
  /** The version that was looked at. */
  basedOn: number;
  current: { version: number; changedBy: { name: string } | null };
  /** Writes the version; false where somebody else wrote it meanwhile. */
  insert: (version: number) => Promise<boolean>;
  actorId: string;
  details: { restoredFrom: number | null } & Record<string, unknown>;
}

/** Puts the next version in force, on record and told. CONFLICT when the setting was changed since `basedOn`. */
export async function writeNextVersion(
  tx: Transaction,
  recordAudit: RecordAudit,
  { name, subjectType, overtaken }: VersionedSetting,
  { basedOn, current, insert, actorId, details }: NextVersion,
): Promise<void> {
  const version = basedOn + 1;
  if (current.version !== basedOn || !(await insert(version)))
    throw new AppError('CONFLICT', overtaken(current.changedBy?.name ?? 'somebody else'));
  const subjectId = String(version);
  const action = `${name}.${details.restoredFrom === null ? 'changed' : 'restored'}`;
  await recordAudit(tx, { actorId, action, subjectType, subjectId, details });
  tx.emit({ type: `${name}.updated`, subjectId });
}

const Place = z.object({ before: z.number().int() });

/** A page of versions, the newest first. `list` gives those below a version, or below none. */
export async function pageVersions<T extends { version: number }>(
  list: (before: number | null, limit: number) => Promise<T[]>,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: T[]; nextCursor: string | null }> {
  const before = cursor === undefined ? null : decodeCursor(Place, cursor).before;
  const found = await list(before, limit + 1);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: found.length > limit && last !== undefined ? encodeCursor({ before: last.version }) : null,
  };
}
