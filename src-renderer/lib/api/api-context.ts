import { createContext, use } from 'react';
import type { User } from '#contract/people.ts';
import type { StaffRole } from '#contract/route.ts';
import type { Api, ApiClient } from './client.ts';

export interface Session {
  client: ApiClient;
  api: Api;
  me: User;
  /** Whether this person may see what needs `role`. Only hides doors: the server is what locks them. */
  can(role: StaffRole): boolean;
  signOut(): void;
  /** Looks again where the sidecar is and who we are there, after it was gone. */
  reconnect(): Promise<void>;
  /** Inside the desktop app, which signs its owner in by itself. */
  isDesktop: boolean;
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** The session of the person at the desk. Screens are only shown inside one. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('useSession was called outside of a session.');
  return session;
}

/** Query and mutation options for every route. */
export function useApi(): Api {
  return useSession().api;
}

const RANK: Record<StaffRole, number> = { support: 0, admin: 1, owner: 2 };

/** Owner includes admin, and admin includes support. */
export function roleIncludes(held: StaffRole, needed: StaffRole): boolean {
  return RANK[held] >= RANK[needed];
}
