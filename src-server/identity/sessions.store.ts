import { createHash } from 'node:crypto';
import { z } from 'zod';
import { StaffRole } from '../contract/route.ts';
import { type Queryable, selectFirst } from '../database/database.ts';
import { plannedOnce } from '../database/planned-once.ts';

/** Only this hash is kept: whoever reads the database cannot sign in with what they find. A token is random enough to need no salt. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export interface NewSession {
  id: string;
  tokenHash: string;
  owner: { kind: 'staff'; userId: string } | { kind: 'chat'; conversationId: string };
  now: Date;
  expiresAt: Date;
}

const SessionRow = z.object({
  id: z.string(),
  kind: z.enum(['staff', 'chat']),
  conversation_id: z.string().nullable(),
  last_seen_at: z.date(),
  user_id: z.string().nullable(),
  name: z.string().nullable(),
  role: StaffRole.nullable(),
});
export type SessionRow = z.infer<typeof SessionRow>;

export async function insertSession(tx: Queryable, session: NewSession): Promise<void> {
  const { owner } = session;
  await tx.query(
    `INSERT INTO identity.sessions (id, token_hash, kind, user_id, conversation_id, created_at, last_seen_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`,
    [
      session.id,
      session.tokenHash,
      owner.kind,
      owner.kind === 'staff' ? owner.userId : null,
      owner.kind === 'chat' ? owner.conversationId : null,
      session.now,
      session.expiresAt,
    ],
  );
}

/** Each request of the API begins with it. */
const FIND_SESSION = plannedOnce(
  'find-session',
  `SELECT s.id, s.kind, s.conversation_id, s.last_seen_at, u.id AS user_id, u.name, u.role
     FROM identity.sessions s LEFT JOIN identity.users u ON u.id = s.user_id
    WHERE s.token_hash = $1 AND s.expires_at > $2 AND (s.kind = 'chat' OR u.is_active)`,
);

/** The session of a token that is still good, with the person it belongs to where that person is still active. */
export function findSession(db: Queryable, tokenHash: string, now: Date): Promise<SessionRow | undefined> {
  return selectFirst(db, SessionRow, FIND_SESSION, [tokenHash, now]);
}

export async function touchSession(tx: Queryable, id: string, now: Date, expiresAt: Date): Promise<void> {
  await tx.query(
    `WITH seen AS (
       UPDATE identity.sessions SET last_seen_at = $2, expires_at = $3 WHERE id = $1 RETURNING user_id
     )
     UPDATE identity.users SET last_seen_at = $2 WHERE id IN (SELECT user_id FROM seen)`,
    [id, now, expiresAt],
  );
}

export async function deleteSession(tx: Queryable, id: string): Promise<void> {
  await tx.query('DELETE FROM identity.sessions WHERE id = $1', [id]);
}

export async function deleteSessionsOf(tx: Queryable, userId: string): Promise<void> {
  await tx.query('DELETE FROM identity.sessions WHERE user_id = $1', [userId]);
}

export async function deleteExpiredSessions(db: Queryable, now: Date): Promise<number> {
  const { rowCount } = await db.query('DELETE FROM identity.sessions WHERE expires_at <= $1', [now]);
  return rowCount;
}
