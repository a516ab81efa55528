import type { Transaction } from '../database/database.ts';

/** Something that a person decided. `actorId` is null where the sidecar did it by itself. */
export interface AuditEntry {
  actorId: string | null;
  /** A verb in the past, after its subject's type: `user.created`. */
  action: string;
  subjectType: string;
  subjectId: string;
  /** What changed, without secrets and without what customers wrote. */
  details?: Record<string, unknown>;
}

/** Puts a decision on record, in the transaction that carries it out. */
export async function recordAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await tx.query(
    'INSERT INTO identity.audit_log (actor_id, action, subject_type, subject_id, details) VALUES ($1, $2, $3, $4, $5)',
    [entry.actorId, entry.action, entry.subjectType, entry.subjectId, JSON.stringify(entry.details ?? {})],
  );
}
