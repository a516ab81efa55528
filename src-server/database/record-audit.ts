import type { Transaction } from './database.ts';

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
export type RecordAudit = (tx: Transaction, entry: AuditEntry) => Promise<void>;
