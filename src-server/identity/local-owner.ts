import { createHash, timingSafeEqual } from 'node:crypto';
import type { Actor } from '../api.ts';
import { newId } from '../core/ids.ts';
import type { Database } from '../database/database.ts';
import { recordAudit } from './audit.store.ts';
import { getUser, insertUser, lockActiveOwners } from './users.store.ts';

/**
 * The owner of this machine's desk: the one who has been an owner for longest, or, on a desk without people, a first
 * one who needs no password, as whoever can start the sidecar can read its files anyway.
 */
export function ensureOwner(db: Database, name: string): Promise<string> {
  return db.transaction(async (tx) => {
    // Two sidecars may meet an empty desk at the same time.
    await tx.query('LOCK TABLE identity.users IN SHARE ROW EXCLUSIVE MODE');
    const [eldest] = await lockActiveOwners(tx);
    if (eldest !== undefined) return eldest;
    const id = newId();
    await insertUser(tx, { id, name, email: null, role: 'owner', passwordHash: null });
    await recordAudit(tx, { actorId: null, action: 'user.created', subjectType: 'user', subjectId: id });
    tx.emit({ type: 'user.updated', subjectId: id });
    return id;
  });
}

/** Knows the token that the parent process chose, which stands for the owner of this machine and is never stored. */
export function createParentTokenCheck(db: Database, parentToken: string | undefined, ownerId: Promise<string>) {
  const expected = parentToken === undefined ? undefined : digest(parentToken);
  return async (token: string): Promise<Actor | undefined> => {
    if (expected === undefined || !timingSafeEqual(expected, digest(token))) return undefined;
    const { id, name, role, isActive } = await getUser(db, await ownerId);
    return isActive ? { kind: 'staff', user: { id, name, role }, sessionId: null } : undefined;
  };
}

/** Of equal length for any two texts, as the comparison in constant time asks for. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
