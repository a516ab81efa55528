import type { Actor } from '../api.ts';
import type { RouteRole, StaffRole } from '../contract/route.ts';
import { AppError } from '../core/errors.ts';

/** Finds out who holds a bearer token; undefined for a token that is unknown or no longer valid. */
export type Authenticate = (token: string) => Promise<Actor | undefined>;

/** Each staff role includes the ones before it. */
const RANK: Record<StaffRole, number> = { support: 1, admin: 2, owner: 3 };

/**
 * Who makes this request, if they may use a route of this role; otherwise it throws. The only place that decides this.
 * On a public route a token is not even looked at, so that one that has run out is not in the way of signing in again.
 */
export async function authorize(
  authenticate: Authenticate,
  role: RouteRole,
  authorization: string | undefined,
): Promise<Actor> {
  if (role === 'public') return { kind: 'public' };
  const token = /^Bearer ([\w-]{40,200})$/.exec(authorization ?? '')?.[1];
  const actor = token === undefined ? undefined : await authenticate(token);
  if (actor === undefined)
    throw new AppError(
      'UNAUTHENTICATED',
      role === 'customer'
        ? 'This chat has ended. Start a new one.'
        : 'You are not signed in, or your session has ended. Sign in again.',
    );
  if (!includes(actor, role))
    throw new AppError('FORBIDDEN', `This needs the role ${role}. Ask an owner of this desk for it.`);
  return actor;
}

function includes(actor: Actor, role: Exclude<RouteRole, 'public'>): boolean {
  if (role === 'customer') return actor.kind === 'customer';
  return actor.kind === 'staff' && RANK[actor.user.role] >= RANK[role];
}
