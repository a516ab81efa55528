import type { User } from '#contract/people.ts';
import { type ConnectionTarget, createClient } from '../../lib/api/client.ts';
import { bridge, findConnection, forgetToken, rememberToken, takeCode } from '../../lib/api/connection.ts';
import { type Failure, failureOf } from '../../lib/api/failure.ts';

export type Opening =
  | { phase: 'ready'; target: ConnectionTarget; me: User }
  /** `message` says why, where there is a why: a used link, an ended session. */
  | { phase: 'signed-out'; target: ConnectionTarget; message: string | undefined }
  | { phase: 'unreachable'; failure: Failure };

/** Finds the sidecar and who we are there: by the desktop app's token, a one-time link, or the tab's own session. */
export async function openSession(): Promise<Opening> {
  let target: ConnectionTarget | undefined;
  try {
    target = await findConnection();
    const code = takeCode();
    if (code !== undefined && bridge === undefined) {
      const { token } = await createClient(target).sessions.exchange({ code });
      rememberToken(token);
      target = { ...target, token };
    }
    if (target.token === undefined) return { phase: 'signed-out', target, message: undefined };
    return { phase: 'ready', target, me: await createClient(target).users.me() };
  } catch (error) {
    const failure = failureOf(error);
    const isRefused = ['UNAUTHENTICATED', 'NOT_FOUND', 'BAD_INPUT', 'FORBIDDEN'].includes(failure.code);
    if (target === undefined || !isRefused) return { phase: 'unreachable', failure };
    forgetToken();
    return { phase: 'signed-out', target: { ...target, token: undefined }, message: failure.message };
  }
}
