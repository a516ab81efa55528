import type { Actor } from '../api.ts';
import { AppError } from '../core/errors.ts';
import type { Database } from '../database/database.ts';
import { recordAudit } from './audit.store.ts';
import { deleteSession } from './sessions.store.ts';

/** Ends the session that asks for it. Streams of this person look again whether they may go on. */
export async function signOut(db: Database, actor: Actor): Promise<void> {
  if (actor.kind !== 'staff') return;
  const { user, sessionId } = actor;
  if (sessionId === null)
    throw new AppError(
      'CONFLICT',
      'The desktop app is always signed in as the owner of this machine. Close it instead.',
    );
  await db.transaction(async (tx) => {
    await deleteSession(tx, sessionId);
    await recordAudit(tx, { actorId: user.id, action: 'session.ended', subjectType: 'user', subjectId: user.id });
    tx.emit({ type: 'user.updated', subjectId: user.id });
  });
}
