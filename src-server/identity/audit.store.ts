import type { Transaction } from '../database/database.ts';
import type { AuditEntry } from '../database/record-audit.ts';

/** Puts a decision on record, in the transaction that carries it out. */
export async function recordAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await tx.query(
    'INSERT INTO identity.audit_log (actor_id, action, subject_type, subject_id, details) VALUES ($1, $2, $3, $4, $5)',
    [entry.actorId, entry.action, entry.subjectType, entry.subjectId, JSON.stringify(entry.details ?? {})],
  );
}
