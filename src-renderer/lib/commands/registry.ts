import type { CommandEntry } from './catalogue.ts';

/** Something that a person can do at the desk; palette, keyboard, cheat sheet and tooltips all read it from here. */
export interface Command extends CommandEntry {
  id: string;
  /** Whether it can be done right now; without it, always. */
  when?: () => boolean;
  run: () => void;
}

export interface CommandRegistry {
  /** Adds the commands of a screen; returns what takes them away again. A later one stands in for an earlier of its id. */
  register(commands: readonly Command[]): () => void;
  /** In the order of registration, one for each id. */
  list(): readonly Command[];
  find(id: string): Command | undefined;
  /** Runs a command if it is there and can be done now. */
  run(id: string): boolean;
  subscribe(listener: () => void): () => void;
}

export function isAvailable(command: Command): boolean {
  return command.when?.() ?? true;
}

export function createCommandRegistry(): CommandRegistry {
  let groups: (readonly Command[])[] = [];
  let commands: readonly Command[] = [];
  const listeners = new Set<() => void>();

  function change(next: (readonly Command[])[]): void {
    groups = next;
    commands = [...new Map(groups.flat().map((command) => [command.id, command])).values()];
    for (const listener of listeners) listener();
  }

  const find = (id: string) => commands.find((command) => command.id === id);

  return {
    register(added) {
      change([...groups, added]);
      return () => change(groups.filter((group) => group !== added));
    },
    list: () => commands,
    find,
    run(id) {
      const command = find(id);
      if (command === undefined || !isAvailable(command)) return false;
      command.run();
      return true;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
