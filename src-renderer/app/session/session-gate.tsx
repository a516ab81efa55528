import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { roleIncludes, type Session, SessionContext } from '../../lib/api/api-context.ts';
import { createApi, createClient } from '../../lib/api/client.ts';
import { bridge, forgetToken, rememberToken } from '../../lib/api/connection.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { StartingScreen, UnreachableScreen } from './connecting.screen.tsx';
import { type Opening, openSession } from './open-session.ts';
import { SignInScreen } from './sign-in.screen.tsx';

const RETRY_MS = 2_000;

/**
 * Shows the desk to whom is signed in, and otherwise the way in. A session that ends meanwhile leads here again;
 * drafts, the address and what was loaded stay as they are.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const [opening, setOpening] = useState<Opening>();
  const queryClient = useQueryClient();

  const open = useCallback(async () => {
    const next = await openSession();
    setOpening((before) => (before?.phase === 'ready' && staysTheSame(before, next) ? before : next));
  }, []);

  useEffect(() => {
    void open();
  }, [open]);

  useEffect(() => {
    if (opening?.phase !== 'unreachable') return;
    const timer = setTimeout(() => void open(), RETRY_MS);
    return () => clearTimeout(timer);
  }, [opening, open]);

  useEffect(() => {
    const lookAt = (error: unknown) => {
      if (failureOf(error).code === 'UNAUTHENTICATED') void open();
    };
    const leaveQueries = queryClient.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') lookAt(event.action.error);
    });
    const leaveMutations = queryClient.getMutationCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') lookAt(event.action.error);
    });
    return () => {
      leaveQueries();
      leaveMutations();
    };
  }, [queryClient, open]);

  const session = useMemo<Session | undefined>(() => {
    if (opening?.phase !== 'ready') return undefined;
    const client = createClient(opening.target);
    return {
      client,
      api: createApi(client),
      me: opening.me,
      can: (role) => roleIncludes(opening.me.role, role),
      reconnect: open,
      signOut() {
        // The way in is shown even when the sidecar does not answer: this tab must forget its token in any case.
        void client.sessions.signOut().catch(() => undefined);
        forgetToken();
        queryClient.clear();
        setOpening({ phase: 'signed-out', target: { ...opening.target, token: undefined }, message: undefined });
      },
      isDesktop: bridge !== undefined,
    };
  }, [opening, open, queryClient]);

  if (opening === undefined) return <StartingScreen />;
  if (opening.phase === 'unreachable') return <UnreachableScreen failure={opening.failure} onRetry={open} />;
  if (opening.phase === 'signed-out') {
    const { target, message } = opening;
    return (
      <SignInScreen
        client={createClient(target)}
        message={message}
        onSignedIn={({ token, user }) => {
          rememberToken(token);
          setOpening({ phase: 'ready', target: { ...target, token }, me: user });
          void queryClient.invalidateQueries();
        }}
      />
    );
  }
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** A sidecar that is away for a moment, or back where it was, changes nothing: what was loaded stays readable. */
function staysTheSame(before: Extract<Opening, { phase: 'ready' }>, next: Opening): boolean {
  if (next.phase === 'unreachable') return true;
  return next.phase === 'ready' && next.target.url === before.target.url && next.target.token === before.target.token;
}
