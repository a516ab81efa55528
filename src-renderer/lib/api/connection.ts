import type { TeppanApi } from '../../../src-main/bridge/bridge.ts';
import type { ConnectionTarget } from './client.ts';

declare global {
  interface Window {
    /** The desktop app's bridge; undefined in a browser. */
    teppan?: TeppanApi;
  }
}

export const bridge: TeppanApi | undefined = typeof window === 'undefined' ? undefined : window.teppan;

const TOKEN_KEY = 'teppan.token';

/** The one-time code of a console link (`#code=…`), or undefined. */
function codeOfHash(hash: string): string | undefined {
  const code = new URLSearchParams(hash.replace(/^#/, '')).get('code');
  return code === null || code === '' ? undefined : code;
}

/** Takes the one-time code out of the address, so that it lands neither in the history nor in a bookmark. */
export function takeCode(): string | undefined {
  const code = codeOfHash(location.hash);
  if (code !== undefined) history.replaceState(history.state, '', location.pathname + location.search);
  return code;
}

/** Where the sidecar is: told by the desktop app, or the origin that served this page. */
export async function findConnection(): Promise<ConnectionTarget> {
  if (bridge !== undefined) return bridge.connection();
  return { url: location.origin, token: sessionStorage.getItem(TOKEN_KEY) ?? undefined };
}

/** A browser tab keeps its token for as long as it lives, and no longer. */
export function rememberToken(token: string): void {
  sessionStorage.setItem(TOKEN_KEY, token);
}

export function forgetToken(): void {
  sessionStorage.removeItem(TOKEN_KEY);
}
