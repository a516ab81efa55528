import { type KeyValueStorage, readStored, writeStored } from '../storage.ts';
import type { Command } from './registry.ts';
import { normalizeShortcut } from './stroke.ts';

const STORAGE_KEY = 'teppan.shortcuts';

type Chosen = Readonly<Record<string, string>>;

/** The shortcuts that a person changed, on this machine. An empty text means: no key for this command. */
export interface ShortcutStore {
  /** The shortcut that counts for a command, normalised, or undefined when it has none. */
  shortcutOf(command: Pick<Command, 'id' | 'shortcut'>): string | undefined;
  isChanged(id: string): boolean;
  set(id: string, shortcut: string): void;
  reset(id: string): void;
  subscribe(listener: () => void): () => void;
  /** Changes with every change; for listening by identity. */
  snapshot(): Chosen;
}

export function createShortcutStore(storage: KeyValueStorage): ShortcutStore {
  let chosen: Chosen = readStored(storage, STORAGE_KEY, parseChosen) ?? {};
  const listeners = new Set<() => void>();

  function change(next: Chosen): void {
    chosen = next;
    writeStored(storage, STORAGE_KEY, chosen);
    for (const listener of listeners) listener();
  }

  return {
    shortcutOf(command) {
      const shortcut = chosen[command.id] ?? command.shortcut;
      return shortcut === undefined || shortcut === '' ? undefined : normalizeShortcut(shortcut);
    },
    isChanged: (id) => chosen[id] !== undefined,
    set: (id, shortcut) => change({ ...chosen, [id]: shortcut === '' ? '' : normalizeShortcut(shortcut) }),
    reset(id) {
      const { [id]: _gone, ...rest } = chosen;
      change(rest);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    snapshot: () => chosen,
  };
}

function parseChosen(value: unknown): Chosen | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
