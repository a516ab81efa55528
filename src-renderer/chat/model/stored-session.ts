import { type KeyValueStorage, readStored, writeStored } from '../../lib/storage.ts';

/** The key to one conversation, and the one before it, which a customer can go back to. */
export interface StoredSession {
  token(): string | undefined;
  remember(token: string): void;
  /** The session has run out or was refused. */
  forget(): void;
  /** Puts the session aside, so that the next message begins a new conversation. */
  putAside(): void;
  hasEarlier(): boolean;
  takeBack(): void;
}

interface Tokens {
  current?: string | undefined;
  earlier?: string | undefined;
}

const KEY = 'teppan.chat.session';

/**
 * Keeps the session where `storage` does. The page gives it the tab's own storage: a reload keeps the conversation,
 * and the next person at a shared computer does not find it.
 */
export function createStoredSession(storage: KeyValueStorage): StoredSession {
  let tokens: Tokens = readStored(storage, KEY, parseTokens) ?? {};
  const write = (next: Tokens) => {
    tokens = next;
    writeStored(storage, KEY, next);
  };
  return {
    token: () => tokens.current,
    remember: (current) => write({ ...tokens, current }),
    forget: () => write({ earlier: tokens.earlier }),
    putAside: () => write({ earlier: tokens.current ?? tokens.earlier }),
    hasEarlier: () => tokens.earlier !== undefined,
    takeBack: () => write({ current: tokens.earlier }),
  };
}

function parseTokens(value: unknown): Tokens | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { current, earlier } = value as Record<keyof Tokens, unknown>;
  return { current: textOf(current), earlier: textOf(earlier) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
