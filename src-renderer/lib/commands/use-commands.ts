import { createContext, use, useEffect, useRef, useSyncExternalStore } from 'react';
import { COMMAND_IDS, type CommandId, entryOf } from './catalogue.ts';
import { type CommandRegistry, createCommandRegistry } from './registry.ts';
import { createShortcutStore, type ShortcutStore } from './shortcut-store.ts';

export interface CommandHost {
  registry: CommandRegistry;
  shortcuts: ShortcutStore;
  isMac: boolean;
}

export function createCommandHost(): CommandHost {
  return {
    registry: createCommandRegistry(),
    shortcuts: createShortcutStore(localStorage),
    isMac: /mac/i.test(navigator.userAgent),
  };
}

export const CommandContext = createContext<CommandHost | undefined>(undefined);

export function useCommandHost(): CommandHost {
  const host = use(CommandContext);
  if (host === undefined) throw new Error('Commands were used outside of the desk.');
  return host;
}

/** What a command does on a screen, and when it can be done; without `when`, always. */
export interface CommandHandler {
  run: () => void;
  when?: boolean;
}

/**
 * Offers commands for as long as the calling component is on the screen. They always do what the component's last
 * render said.
 */
export function useCommands(handlers: Partial<Record<CommandId, CommandHandler | (() => void)>>): void {
  const { registry } = useCommandHost();
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const ids = Object.keys(handlers).join(' ');
  useEffect(() => {
    const handlerOf = (id: CommandId) => {
      const handler = latest.current[id];
      return typeof handler === 'function' ? { run: handler } : handler;
    };
    return registry.register(
      COMMAND_IDS.filter((id) => ids.split(' ').includes(id)).map((id) => ({
        ...entryOf(id),
        id,
        when: () => handlerOf(id)?.when ?? true,
        run: () => handlerOf(id)?.run(),
      })),
    );
  }, [registry, ids]);
}

/** The shortcut that counts for a command now, or undefined. */
export function useShortcut(id: CommandId): string | undefined {
  const { shortcuts } = useCommandHost();
  useSyncExternalStore(shortcuts.subscribe, shortcuts.snapshot);
  return shortcuts.shortcutOf({ ...entryOf(id), id });
}
