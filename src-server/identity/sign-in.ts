import type { User } from '../contract/people.ts';
import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import type { Database } from '../database/database.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import { recordAudit } from './audit.store.ts';
import type { OneTimeCodes } from './one-time-codes.ts';
import { checkPassword } from './passwords.ts';
import { createStaffSession, type StartedSession } from './sessions.ts';
import { findPasswordHash, findUserByEmail, getUser } from './users.store.ts';

export interface SignInDeps {
  db: Database;
  clock: Clock;
  attempts: AttemptLimit;
  codes: OneTimeCodes;
  /** Whom a one-time code signs in. */
  ownerId: Promise<string>;
}

export type SignedIn = StartedSession & { user: User };

/** Signs in with e-mail and password. An unknown address, a wrong password and an inactive person are told the same. */
export async function signIn(deps: SignInDeps, email: string, password: string): Promise<SignedIn> {
  const { db, attempts } = deps;
  const waitMs = attempts.waitMs(email);
  if (waitMs > 0) {
    const minutes = Math.ceil(waitMs / 60_000);
    throw new AppError(
      'TOO_MANY_REQUESTS',
      `Too many attempts for this address. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, or ask an owner to set a new password.`,
    );
  }
  // Counted before the slow comparison, so that many attempts at once do not slip through together.
  attempts.failed(email);
  const user = await findUserByEmail(db, email);
  const passwordHash = user === undefined ? undefined : await findPasswordHash(db, user.id);
  const isRight = await checkPassword(passwordHash, password);
  if (user === undefined || !isRight || !user.isActive)
    throw new AppError('UNAUTHENTICATED', 'This e-mail address and password do not belong together. Check both.');
  attempts.succeeded(email);
  return startSession(deps, user.id, 'password');
}

/** Opens the console with the one-time code of a link: the code is the proof, and is used up. */
export async function exchangeCode(deps: SignInDeps, code: string): Promise<SignedIn> {
  if (!deps.codes.redeem(code))
    throw new AppError(
      'UNAUTHENTICATED',
      'This link has been used or is too old. Start Teppan again for a new one, or sign in with your password.',
    );
  return startSession(deps, await deps.ownerId, 'one-time code');
}

function startSession({ db, clock }: SignInDeps, userId: string, by: string): Promise<SignedIn> {
  return db.transaction(async (tx) => {
    const session = await createStaffSession(tx, clock, userId);
    await recordAudit(tx, {
      actorId: userId,
      action: 'session.started',
      subjectType: 'user',
      subjectId: userId,
      details: { by },
    });
    return { ...session, user: await getUser(tx, userId) };
  });
}
