import type { Actor } from '../api.ts';
import type { Clock } from '../core/clock.ts';
import { newId, newSecret } from '../core/ids.ts';
import type { Database, Transaction } from '../database/database.ts';
import { findSession, hashToken, insertSession, type SessionRow, touchSession } from './sessions.store.ts';

const DAY_MS = 24 * 60 * 60_000;

/** How long a session lasts after it was last used. */
export const SESSION_LIFETIME_MS = { staff: 14 * DAY_MS, chat: 30 * DAY_MS };

/** A session's last use is written down at most this often, so that reading does not become writing. */
const SEEN_EVERY_MS = 5 * 60_000;

export interface StartedSession {
  /** Given out once; only its hash is kept. */
  token: string;
  expiresAt: string;
}

/** Signs a member of staff in. */
export function createStaffSession(tx: Transaction, clock: Clock, userId: string): Promise<StartedSession> {
  return start(tx, clock, { kind: 'staff', userId });
}

/** Lets a customer come back to one conversation, and to nothing else. */
export function createChatSession(tx: Transaction, clock: Clock, conversationId: string): Promise<StartedSession> {
  return start(tx, clock, { kind: 'chat', conversationId });
}

type Owner = Parameters<typeof insertSession>[1]['owner'];

async function start(tx: Transaction, clock: Clock, owner: Owner): Promise<StartedSession> {
  const token = newSecret();
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + SESSION_LIFETIME_MS[owner.kind]);
  await insertSession(tx, { id: newId(), tokenHash: hashToken(token), owner, now, expiresAt });
  return { token, expiresAt: expiresAt.toISOString() };
}

/** Who holds this token. Using a session keeps it alive. */
export async function findActor(db: Database, clock: Clock, token: string): Promise<Actor | undefined> {
  const now = clock.now();
  const session = await findSession(db, hashToken(token), now);
  if (session === undefined) return undefined;
  if (now.getTime() - session.last_seen_at.getTime() > SEEN_EVERY_MS)
    await touchSession(db, session.id, now, new Date(now.getTime() + SESSION_LIFETIME_MS[session.kind]));
  return toActor(session);
}

function toActor(session: SessionRow): Actor | undefined {
  if (session.conversation_id !== null) return { kind: 'customer', conversationId: session.conversation_id };
  const { user_id: id, name, role } = session;
  if (id === null || name === null || role === null) return undefined;
  return { kind: 'staff', user: { id, name, role }, sessionId: session.id };
}
