import { createContext, use, useEffect, useRef, useSyncExternalStore } from 'react';
import { type Command, type CommandRegistry, createCommandRegistry } from './registry.ts';
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

/**
 * Offers commands for as long as the calling component is on the screen. `when` and `run` always see the
 * component's latest values; label and shortcut are those of the first render.
 */
export function useCommands(commands: readonly Command[]): void {
  const { registry } = useCommandHost();
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const ids = commands.map(({ id }) => id).join(' ');
  useEffect(() => {
    const current = (id: string) => latest.current.find((command) => command.id === id);
    const offered = ids.split(' ').flatMap((id) => {
      const command = current(id);
      if (command === undefined) return [];
      return [{ ...command, when: () => current(id)?.when?.() ?? true, run: () => current(id)?.run() }];
    });
    return registry.register(offered);
  }, [registry, ids]);
}

/** The shortcut that counts for a command now, or undefined. */
export function useShortcut(id: string): string | undefined {
  const { registry, shortcuts } = useCommandHost();
  useSyncExternalStore(registry.subscribe, registry.list);
  useSyncExternalStore(shortcuts.subscribe, shortcuts.snapshot);
  const command = registry.find(id);
  return command === undefined ? undefined : shortcuts.shortcutOf(command);
}
