import { createHash, timingSafeEqual } from 'node:crypto';
import type { Actor } from '../api.ts';
import type { User } from '../contract/people.ts';
import type { Clock } from '../core/clock.ts';
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

interface ParentTokenDeps {
  db: Database;
  clock: Clock;
  parentToken: string | undefined;
  ownerId: Promise<string>;
}

/** How long another sidecar on the same database may take to hear that the owner was changed. */
const KEPT_MS = 5_000;

/**
 * Knows the token that the parent process chose, which stands for the owner of this machine and is never stored. The
 * owner is kept for a few seconds, as every request of the console asks for them, until `forget` says that they changed.
 */
export function createParentTokenCheck(deps: ParentTokenDeps) {
  const { db, clock, ownerId } = deps;
  const expected = deps.parentToken === undefined ? undefined : digest(deps.parentToken);
  let kept: { owner: Promise<User>; untilMs: number } | undefined;

  const readOwner = async () => getUser(db, await ownerId);
  return {
    async findActor(token: string): Promise<Actor | undefined> {
      if (expected === undefined || !timingSafeEqual(expected, digest(token))) return undefined;
      const nowMs = clock.now().getTime();
      // Kept from when the reading begins, so that `forget` also drops what is being read at that moment.
      if (kept === undefined || nowMs >= kept.untilMs) kept = { owner: readOwner(), untilMs: nowMs + KEPT_MS };
      const reading = kept;
      try {
        const { id, name, role, isActive } = await reading.owner;
        return isActive ? { kind: 'staff', user: { id, name, role }, sessionId: null } : undefined;
      } catch (error) {
        if (kept === reading) kept = undefined;
        throw error;
      }
    },
    /** To be called once a change of any person is committed. */
    forget(): void {
      kept = undefined;
    },
  };
}

/** Of equal length for any two texts, as the comparison in constant time asks for. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
