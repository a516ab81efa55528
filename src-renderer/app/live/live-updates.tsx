import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useSession } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { followEvents, type LiveState } from '../../lib/follow-events.ts';
import { keysOfEvent } from './event-keys.ts';
import { LiveContext } from './live-context.ts';
import { notifyEscalation } from './notify-escalation.ts';

/** Events that arrive together are answered by one round of reading. */
const GATHER_MS = 60;

/** Keeps everything on the screen up to date: each event makes the answers that it touches old. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const session = useSession();
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const reconnect = useRef(session.reconnect);
  reconnect.current = session.reconnect;

  useEffect(() => {
    const { api, client, isDesktop } = session;
    const ending = new AbortController();
    const gathered = new Map<string, QueryKey>();
    let timer: ReturnType<typeof setTimeout> | undefined;

    function gather(keys: QueryKey[]): void {
      for (const key of keys) gathered.set(JSON.stringify(key), key);
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const queryKey of gathered.values()) void queryClient.invalidateQueries({ queryKey });
        gathered.clear();
      }, GATHER_MS);
    }

    void followEvents(
      {
        open: (after, signal) => client.system.events({ after }, { signal }),
        onEvent(event) {
          gather(keysOfEvent(api, event));
          if (event.type === 'escalation.created') void notifyEscalation(client, event.conversationId);
        },
        onState(next, error) {
          setState(next);
          // What was read before the stream was open may be old: read it again, but not what is on its way.
          if (next === 'live') void queryClient.invalidateQueries({}, { cancelRefetch: false });
          // A sidecar that was started again has another port and token: the desktop app knows them.
          const isSignedOut = error !== undefined && failureOf(error).code === 'UNAUTHENTICATED';
          if (next === 'lost' && (isDesktop || isSignedOut)) void reconnect.current();
        },
        wait: waitOrWake,
        random: Math.random,
      },
      ending.signal,
    );
    return () => {
      ending.abort();
      clearTimeout(timer);
    };
  }, [session, queryClient]);

  return <LiveContext value={state}>{children}</LiveContext>;
}

/** Waits, but not past the moment when the network comes back or the person returns to the window. */
function waitOrWake(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      window.removeEventListener('focus', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    window.addEventListener('online', done);
    window.addEventListener('focus', done);
    signal.addEventListener('abort', done);
  });
}
