import type { Clock } from '../core/clock.ts';
import type { Database, Transaction } from '../database/database.ts';
import { createAttemptLimit } from './attempt-limit.ts';
import { createParentTokenCheck, ensureOwner } from './local-owner.ts';
import { createOneTimeCodes } from './one-time-codes.ts';
import { createSessionRoutes } from './sessions.routes.ts';
import { createChatSession, findActor } from './sessions.ts';
import { createUserRoutes } from './users.routes.ts';

export interface IdentityDeps {
  db: Database;
  clock: Clock;
  /** What the first person of an empty desk is called. */
  ownerName: string;
  parentToken: string | undefined;
}

/** Five wrong passwords for one address, then a pause: OWASP's advice against guessing, without locking a person out for long. */
const SIGN_IN_LIMIT = { attempts: 5, windowMs: 15 * 60_000 };

/** Everything that the rest of the sidecar needs of identity; a service, as the start finds or makes the owner. */
export function createIdentity({ db, clock, ownerName, parentToken }: IdentityDeps) {
  /** Whom the parent's token and one-time codes stand for. */
  const owner = Promise.withResolvers<string>();
  const codes = createOneTimeCodes(clock);
  const attempts = createAttemptLimit({ clock, ...SIGN_IN_LIMIT });
  const parent = createParentTokenCheck({ db, clock, parentToken, ownerId: owner.promise });
  return {
    name: 'identity',
    start: async () => owner.resolve(await ensureOwner(db, ownerName)),
    stop: async () => {},
    authenticate: async (token: string) => (await parent.findActor(token)) ?? (await findActor(db, clock, token)),
    createChatSession: (tx: Transaction, conversationId: string) => createChatSession(tx, clock, conversationId),
    mintCode: () => codes.mint(),
    routes: {
      sessions: createSessionRoutes({ db, clock, attempts, codes, ownerId: owner.promise }),
      users: createUserRoutes(db, parent.forget),
    },
  };
}
