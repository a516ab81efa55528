import { implement } from '@orpc/server';
import { contract } from './contract/index.ts';
import type { StaffRole } from './contract/route.ts';
import { AppError } from './core/errors.ts';

/** A signed-in member of the team, as a request handler sees them. */
export interface StaffUser {
  id: string;
  name: string;
  role: StaffRole;
}

/** Who makes a request. `sessionId` is null for the token that the parent process handed over, which has no row. */
export type Actor =
  | { kind: 'public' }
  | { kind: 'customer'; conversationId: string }
  | { kind: 'staff'; user: StaffUser; sessionId: string | null };

/** What every handler is given beside its input. */
export interface RequestContext {
  actor: Actor;
  requestId: string;
  /** Of the machine that asks, or of the proxy before it. */
  clientAddress: string;
  /** Ends the connection without an answer: for a stream whose reader has stopped reading. */
  disconnect(): void;
}

/**
 * The contract, ready to be implemented. A capability's `<noun>.routes.ts` holds thin handlers only:
 *
 *     export function createNoteRoutes(deps: NoteDeps) {
 *       return {
 *         notes: api.conversations.notes.handler(({ input }) => listNotes(deps.db, input.id)),
 *         addNote: api.conversations.addNote.handler(({ input, context }) => addNote(deps, staffOf(context), input)),
 *       };
 *     }
 *
 * `compose.ts` puts the pieces together under the contract's names, where the types tell what is missing.
 * By the time a handler runs, the role that the contract declares is proven and the input is parsed;
 * it throws an AppError for everything that a person should read.
 */
export const api = implement(contract).$context<RequestContext>();

/** The member of staff behind a request to a route of role support, admin or owner. */
export function staffOf(context: RequestContext): StaffUser {
  if (context.actor.kind !== 'staff') throw new AppError('UNAUTHENTICATED', 'Sign in to do this.');
  return context.actor.user;
}

/** The conversation that the customer behind a request to a route of role `customer` may see. */
export function conversationOf(context: RequestContext): string {
  if (context.actor.kind !== 'customer') throw new AppError('UNAUTHENTICATED', 'Start a chat to do this.');
  return context.actor.conversationId;
}
